package dev.tabellion.collection;

import dev.tabellion.tuf.Signature;
import java.util.List;
import java.util.Map;

/** What the signer said. A refusal is an answer; an unreachable signer is an exception. */
public sealed interface SigningAnswer {
    /** Signatures in the order of the request's keys, each with its entry in the signer's book. */
    record Produced(List<Entry> entries) implements SigningAnswer {
        public Produced {
            entries = List.copyOf(entries);
        }
    }

    record Entry(Signature signature, long journalEntry) {}

    record Refused(String rule, Map<String, String> facts) implements SigningAnswer {
        public Refused {
            facts = Map.copyOf(facts);
        }
    }
}
