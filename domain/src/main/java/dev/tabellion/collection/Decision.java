package dev.tabellion.collection;

import dev.tabellion.verify.Rejection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command comes to. Where a key or a signature of ours is needed on the way, the decision
 * asks for it and says how it goes on: the shell fetches, and nothing here does I/O.
 */
public sealed interface Decision {

    /** {@code events} tell of the refusal beyond the rejection itself, such as the signer's. */
    record Refused(Rejection why, List<CollectionEvent> events) implements Decision {
        public Refused {
            events = List.copyOf(events);
        }
    }

    /**
     * All of this happens, or none of it.
     *
     * @param documents bytes the events name and the store may lack
     * @param key the key asked for, where the command asked for one
     */
    record Accepted(
            List<CollectionEvent> events, List<Document> documents, @Nullable ManagedKey key)
            implements Decision {
        public Accepted {
            events = List.copyOf(events);
            documents = List.copyOf(documents);
        }
    }

    record SignatureWanted(SigningRequest request, Function<SigningAnswer, Decision> then)
            implements Decision {}

    record KeyWanted(KeyPlace place, KeyAlgorithm algorithm, Function<ManagedKey, Decision> then)
            implements Decision {}
}
