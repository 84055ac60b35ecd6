package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Version;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the signer said, and where in its journal it stands. A refusal is an answer; an unreachable
 * signer is an exception.
 */
public sealed interface SigningAnswer {
    /** The entry of the signer's journal that tells of this answer. */
    long journalEntry();

    /**
     * Signatures in the order of the request's keys.
     *
     * @param payload what was signed: what was asked for, or what was signed earlier for the same
     *     content at the same version, whose answer got lost
     * @param vouching the timestamp that was wanted along with it; null if none was, or if it has
     *     to be asked for by itself to learn why there is none
     */
    record Produced(
            Bytes payload,
            List<Signature> signatures,
            long journalEntry,
            @Nullable Produced vouching)
            implements SigningAnswer {
        public Produced {
            signatures = List.copyOf(signatures);
        }

        public Produced(Bytes payload, List<Signature> signatures, long journalEntry) {
            this(payload, signatures, journalEntry, null);
        }

        public Produced with(@Nullable Produced timestamp) {
            return new Produced(payload, signatures, journalEntry, timestamp);
        }
    }

    /** Another document was signed at this version or above; {@code mark} is the highest. */
    record Behind(Version mark, long journalEntry) implements SigningAnswer {}

    /**
     * Nothing was signed.
     *
     * @param rule the permanent name of the signer's rule, such as {@code base-unknown}
     * @param facts its numbers, by name
     */
    record Refused(String rule, SortedMap<String, String> facts, long journalEntry)
            implements SigningAnswer {
        public Refused {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }
    }
}
