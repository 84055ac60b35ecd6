package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.verify.Rejection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents that one timestamp led clients to, by the digests alone: timestamp to snapshot,
 * snapshot to every other. Notary served those and no others, whatever versions it had.
 *
 * @param rows what was found, the timestamp and the snapshot included
 */
record PastState(PastFile timestamp, SortedMap<RoleName, PastFile> rows, Snapshot snapshot) {
    PastState {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    /** Where a timestamp led, or why it led nowhere. */
    sealed interface Lead {
        record To(PastState state) implements Lead {}

        record Nowhere(Rejection why) implements Lead {}
    }

    static Lead of(PastFile timestamp, CollectionPast past, PastFiles files) {
        try {
            Sha256 digest =
                    Proposal.metadata(Timestamp.class, files.read(timestamp)).snapshot().sha256();
            PastFile snapshot = past.find(RoleName.SNAPSHOT, digest);
            return snapshot == null
                    ? nowhere(new Rejection.UnknownToCollection(RoleName.SNAPSHOT, digest))
                    : follow(timestamp, snapshot, past, files);
        } catch (MalformedMetadata e) {
            return nowhere(new Rejection.Malformed(RoleName.TIMESTAMP, e.problem()));
        }
    }

    private static Lead follow(
            PastFile timestamp, PastFile snapshotFile, CollectionPast past, PastFiles files) {
        Snapshot snapshot;
        try {
            snapshot = Proposal.metadata(Snapshot.class, files.read(snapshotFile));
        } catch (MalformedMetadata e) {
            return nowhere(new Rejection.Malformed(RoleName.SNAPSHOT, e.problem()));
        }
        SortedMap<RoleName, PastFile> rows = new TreeMap<>();
        for (Map.Entry<RoleName, FileMeta> named : snapshot.meta().entrySet()) {
            PastFile row = past.find(named.getKey(), named.getValue().sha256());
            if (row != null) {
                rows.put(named.getKey(), row);
            }
        }
        rows.put(RoleName.SNAPSHOT, snapshotFile);
        rows.put(RoleName.TIMESTAMP, timestamp);
        return rows.containsKey(RoleName.ROOT)
                ? new Lead.To(new PastState(timestamp, rows, snapshot))
                : nowhere(unfound(RoleName.ROOT, snapshot.meta().get(RoleName.ROOT)));
    }

    PastFile root() {
        return row(RoleName.ROOT);
    }

    PastFile row(RoleName role) {
        PastFile row = rows.get(role);
        if (row == null) {
            throw new IllegalStateException("nothing of " + role + " was found");
        }
        return row;
    }

    Root rootOf(PastFiles files) throws MalformedMetadata {
        return Proposal.metadata(Root.class, files.read(root()));
    }

    /** What the snapshot names and nobody has, or not as it says. */
    @Nullable Rejection unfound(RoleName role, PastFiles files) throws MalformedMetadata {
        FileMeta named = snapshot.meta().get(role);
        PastFile row = rows.get(role);
        if (named == null || row == null) {
            return unfound(role, named);
        }
        Signed<?> file = files.read(row);
        if (named.describes(file.raw())) {
            return null;
        }
        return named.length() == row.length()
                ? new Rejection.Sha512Mismatch(role)
                : new Rejection.LengthMismatch(role, named.length(), row.length());
    }

    private static Rejection unfound(RoleName role, @Nullable FileMeta named) {
        return named == null
                ? new Rejection.MissingFromSnapshot(role)
                : new Rejection.UnknownToCollection(role, named.sha256());
    }

    private static Lead nowhere(Rejection why) {
        return new Lead.Nowhere(why);
    }
}
