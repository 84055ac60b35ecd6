package dev.tabellion.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A document of which an event says that it is kept, and what it says of it. */
public record NamedDocument(
        RoleName role, Version version, Sha256 digest, long length, Instant expires) {

    /** Null for events that name none which must be there. */
    public static @Nullable NamedDocument of(@Nullable LoggedEvent event) {
        if (event instanceof MetadataPublished e) {
            return new NamedDocument(e.role(), e.version(), e.digest(), e.length(), e.expires());
        }
        if (event instanceof MetadataImported e) {
            return new NamedDocument(e.role(), e.version(), e.digest(), e.length(), e.expires());
        }
        return null;
    }

    /** The digest under which an event's document is kept; what was seen need not be. */
    public static @Nullable Sha256 digestIn(@Nullable LoggedEvent event) {
        if (event instanceof SightingRecorded e) {
            return e.seen().digest();
        }
        if (event instanceof ClientReportReceived e) {
            return e.seen().digest();
        }
        NamedDocument named = of(event);
        return named == null ? null : named.digest();
    }
}
