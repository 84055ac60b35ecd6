package dev.tabellion.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the signer's journal tells of keys and their use. The byte format is the
 * signer's own, see {@code docs/signer-journal.md}; here it is only read.
 */
public sealed interface JournalFact {

    /** A key was made here, or brought by a ceremony. */
    record KeyBorn(KeyPlace place, KeyId key, boolean imported) implements JournalFact {}

    /**
     * A document was signed.
     *
     * @param base the timestamp file that was served when it was asked for; null for none
     * @param file the digest of the document with its signatures
     * @param vouches the snapshot that a timestamp names; null for a snapshot
     * @param renewed whether the server says that no publisher asked
     */
    record Signed(
            KeyPlace place,
            Version version,
            @Nullable Sha256 base,
            Instant expires,
            List<KeyId> keys,
            Sha256 payload,
            Sha256 file,
            @Nullable Sha256 vouches,
            boolean renewed)
            implements JournalFact {
        public Signed {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A signature or a key was refused, or the request not even read.
     *
     * @param place null if the request did not say
     * @param base the timestamp that the request built upon, where it named one
     * @param payload what was to be signed, where something was
     * @param suppressed how many before it were counted and not written
     */
    record Refused(
            @Nullable KeyPlace place,
            @Nullable Sha256 base,
            @Nullable Sha256 payload,
            String rule,
            SortedMap<String, String> facts,
            long suppressed)
            implements JournalFact {
        public Refused {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }
    }

    /** A ceremony went on with a journal that was closed: what it remembers may be too little. */
    record Restored(String found) implements JournalFact {}

    /**
     * A key was found to be gone.
     *
     * @param from what no longer has it: the signer's {@code register}, or the key's {@code vault}
     */
    record KeyMissing(KeyPlace place, KeyId key, String from) implements JournalFact {}

    /** Whatever else is told, which changes nothing about the use of keys. */
    record Other(String kind) implements JournalFact {}
}
