package dev.tabellion.tuf;

import java.time.Instant;

/** The signed part of one metadata file, free of any dialect. */
public sealed interface Metadata permits Root, Targets, Snapshot, Timestamp {
    Version version();

    /** The instant from which clients refuse the file. */
    Instant expires();

    default boolean expiredAt(Instant now) {
        return !now.isBefore(expires());
    }
}
