package dev.tabellion.tuf;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Snapshot metadata: which file of every role is current, root included in Notary's dialect. */
public record Snapshot(Version version, Instant expires, SortedMap<RoleName, FileMeta> meta)
        implements Metadata {
    public Snapshot {
        meta = Collections.unmodifiableSortedMap(new TreeMap<>(meta));
    }
}
