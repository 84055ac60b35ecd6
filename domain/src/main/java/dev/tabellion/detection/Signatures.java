package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures an entry makes known that were not known before: what we published ourselves was
 * heard of when we did.
 *
 * @param at when they were made at the latest
 * @param hearsay whether it was seen outside: an eye may lie about what is not ours, and what is
 *     ours may be an old document in another spelling, which anybody can make
 */
public record Signatures(List<KeyId> keys, Sha256 file, Instant at, boolean hearsay) {

    /** Null where it shows none. */
    public static @Nullable Signatures in(Entry entry) {
        return switch (entry.event()) {
            case MetadataPublished e -> of(e.signedBy(), e.digest(), entry.at(), false);
            case MetadataImported e -> of(e.signedBy(), e.digest(), e.published(), false);
            // another's log is not ours: what stands there was not heard of here
            case SightingRecorded e when e.collection() == null || !e.log().isThere() ->
                    heardOf(e.seen(), entry.at());
            case ClientReportReceived e when !e.log().isThere() -> heardOf(e.seen(), entry.at());
            default -> null; // shows no signatures
        };
    }

    private static @Nullable Signatures heardOf(Seen seen, Instant at) {
        Sha256 file = seen.digest();
        return file == null ? null : of(seen.signedBy(), file, at, true);
    }

    private static @Nullable Signatures of(
            List<KeyId> keys, Sha256 file, Instant at, boolean hearsay) {
        return keys.isEmpty() ? null : new Signatures(keys, file, at, hearsay);
    }
}
