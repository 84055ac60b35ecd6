package dev.tabellion.signer.book;

import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be told in the journal: this file is its table of contents. */
public sealed interface Entry {
    Instant at();

    /** Tells something that changes what may be signed next. */
    sealed interface OfFact extends Entry {
        SigningFact fact();

        @Override
        default Instant at() {
            return fact().at();
        }
    }

    /** Tells that somebody asked and got nothing. */
    sealed interface OfRefusal extends Entry {}

    /** A key was made, or brought by a ceremony. */
    record KeyBorn(KeyPlace place, ManagedKey key, boolean imported, Instant at) implements OfFact {
        @Override
        public SigningFact fact() {
            return new SigningFact.KeyCreated(place, key.id(), at);
        }
    }

    /** A ceremony told anew of a key whose birth the journal had lost. */
    record KeyVouched(KeyPlace place, ManagedKey key, String reason, Instant at) implements OfFact {
        @Override
        public SigningFact fact() {
            return new SigningFact.KeyCreated(place, key.id(), at);
        }
    }

    /**
     * @param fact with any number: the journal gives it its own
     */
    record Signed(SigningFact.Signed fact, Reason reason, List<Signature> signatures)
            implements OfFact {
        public Signed {
            signatures = List.copyOf(signatures);
        }
    }

    record Published(SigningFact.Published fact) implements OfFact {}

    record Imported(SigningFact.Imported fact) implements OfFact {}

    record LifeReinstated(SigningFact.Reinstated fact) implements OfFact {}

    record Refused(SigningRequest request, String rule, SortedMap<String, String> facts, Instant at)
            implements OfRefusal {
        public Refused {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }
    }

    /** Nothing was signed: up to {@code mark} everything had been. */
    record Behind(SigningRequest request, Version mark, Instant at) implements OfRefusal {}

    /**
     * A key was not made, or a request was not even read.
     *
     * @param place null if the request did not say
     */
    record TurnedAway(
            @Nullable KeyPlace place, String rule, SortedMap<String, String> facts, Instant at)
            implements OfRefusal {
        public TurnedAway {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }
    }

    /** Tells where a key of ours is, which changes nothing of what may be signed next. */
    sealed interface OfPresence extends Entry {
        KeyPlace place();

        KeyId key();
    }

    /** A key that was missed is back. */
    record KeyFound(KeyPlace place, KeyId key, Instant at) implements OfPresence {}

    /** A key was found to be gone. */
    record KeyMissing(KeyPlace place, KeyId key, From from, Instant at) implements OfPresence {
        /** What no longer has it. */
        public enum From {
            REGISTER,
            VAULT
        }
    }
}
