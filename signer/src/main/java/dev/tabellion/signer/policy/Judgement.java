package dev.tabellion.signer.policy;

import dev.tabellion.collection.Mark;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a request for a signature comes to. Nothing is signed yet, and nothing journalled. */
public sealed interface Judgement {

    /**
     * To be signed with every key of the request, journalled, and then answered.
     *
     * @param expires when the payload says that it expires
     * @param root the root that names the keys
     * @param snapshot what a timestamp vouches for; null for a snapshot
     */
    record Justified(
            SigningRequest request,
            Dialect dialect,
            Instant at,
            Instant expires,
            PinnedRoot root,
            @Nullable Mark snapshot)
            implements Judgement {

        /** What happened, once the signatures are made and the journal has a number for them. */
        public SigningFact.Signed signed(long entry, List<Signature> signatures) {
            return new SigningFact.Signed(
                    entry,
                    at,
                    request.place(),
                    request.base(),
                    request.version(),
                    expires,
                    request.keys(),
                    request.payload(),
                    dialect.fileOf(request.payload(), signatures).sha256(),
                    root,
                    snapshot);
        }
    }

    /** The same was signed already: the journal has the answer, and nothing new is signed. */
    record Repeat(LastSigned earlier) implements Judgement {}

    /** Other content was signed up to this version, or the versions to it are to be skipped. */
    record Behind(Version mark) implements Judgement {}

    /**
     * @param rule a permanent name, such as {@code base-unknown}
     * @param facts what the rule saw, by permanent names
     */
    record Refused(String rule, SortedMap<String, String> facts) implements Judgement {
        public Refused {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }

        static Refused by(String rule, Object... namesAndValues) {
            TreeMap<String, String> facts = new TreeMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                facts.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
            }
            return new Refused(rule, facts);
        }
    }
}
