package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client that was given a document that the key signed, within an hour or less: over more, nobody
 * can tell that two are one.
 *
 * @param client the commitment to who it was
 * @param who null if that was forgotten, or is not to be told
 * @param leaf the first entry that tells of it
 */
public record FetchedBy(
        SignedDocument document,
        Sha256 client,
        @Nullable Publisher who,
        long fetches,
        Instant since,
        Instant until,
        long leaf) {

    FetchedBy anonymous() {
        return new FetchedBy(document, client, null, fetches, since, until, leaf);
    }

    FetchedBy and(FetchedBy later) {
        return new FetchedBy(
                document, client, who, fetches + later.fetches, since, later.until, leaf);
    }
}
