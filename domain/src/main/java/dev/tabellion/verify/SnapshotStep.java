package dev.tabellion.verify;

import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The snapshot (5.5): the one that the timestamp names, and nothing in it goes back. */
record SnapshotStep(TrustedSet set, Signed<Snapshot> file, Refresh refresh) {

    Verdict verdict() {
        Signed<Timestamp> timestamp = set.timestamp();
        if (timestamp == null) {
            throw new IllegalStateException("a timestamp comes before its snapshot");
        }
        Signers signers =
                Signers.of(
                        file, set.root().metadata().topLevel(RoleName.SNAPSHOT), refresh.check());
        FileMeta named = timestamp.metadata().snapshot();
        Optional<Rejection> why =
                StepRules.expiry(RoleName.TIMESTAMP, timestamp, refresh.now())
                        .or(() -> StepRules.mismatch(RoleName.SNAPSHOT, named, file))
                        .or(() -> StepRules.shortage(RoleName.SNAPSHOT, file, signers))
                        .or(() -> StepRules.backwards(RoleName.SNAPSHOT, set.snapshot(), file))
                        .or(this::entries)
                        .or(() -> StepRules.expiry(RoleName.SNAPSHOT, file, refresh.now()));
        return StepRules.verdict(why, set.withSnapshot(file), signers);
    }

    private Optional<Rejection> entries() {
        Signed<Snapshot> before = set.snapshot();
        return before == null
                ? Optional.empty()
                : before.metadata().meta().entrySet().stream()
                        .flatMap(known -> entry(known).stream())
                        .findFirst();
    }

    /**
     * 5.5.5. Notary's snapshots name no versions: there a role that is gone was deleted, and a
     * version that goes back shows in the file itself.
     */
    private Optional<Rejection> entry(Map.Entry<RoleName, FileMeta> known) {
        SortedMap<RoleName, FileMeta> meta = file.metadata().meta();
        RoleName role = known.getKey();
        FileMeta now = meta.get(role);
        if (now != null) {
            return StepRules.namedLower(role, known.getValue(), now);
        }
        return known.getValue().version() == null
                ? Optional.empty()
                : Optional.of(new Rejection.RemovedFromSnapshot(role));
    }
}
