package dev.tabellion.keyusage;

import dev.tabellion.bytes.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a signature by a managed key was met outside the journal. */
public sealed interface Met {
    /** The leaf that tells of it. */
    long leaf();

    Instant at();

    /**
     * The record says that the signer made it.
     *
     * @param entry the entry of the journal that it names
     */
    record Recorded(long leaf, Instant at, long entry) implements Met {}

    /**
     * A document of the server's was published with it.
     *
     * @param file the digest of the whole document
     */
    record Published(long leaf, Instant at, Sha256 file) implements Met {}

    /**
     * It was seen from outside: by an eye, or by a client that tells.
     *
     * @param seenAt the time of whoever saw it
     */
    record Sighted(long leaf, Instant at, @Nullable Sha256 file, Instant seenAt) implements Met {}
}
