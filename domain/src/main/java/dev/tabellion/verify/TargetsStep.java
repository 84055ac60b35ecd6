package dev.tabellion.verify;

import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import java.util.Optional;

/** Targets, or a delegation by the word of one delegator (5.6, 5.6.7). */
record TargetsStep(TrustedSet set, Delegated place, Signed<Targets> file, Refresh refresh) {

    Verdict verdict() {
        RoleName role = place.role();
        Signed<Snapshot> snapshot = set.snapshot();
        if (snapshot == null || !set.snapshotIsCurrent()) {
            throw new IllegalStateException("the current snapshot comes before " + role);
        }
        FileMeta named = snapshot.metadata().meta().get(role);
        if (named == null) {
            return new Verdict.Rejected(new Rejection.MissingFromSnapshot(role));
        }
        RoleKeys keys = set.keysOf(place);
        if (keys == null) {
            return new Verdict.Rejected(new Rejection.NotDelegated(role));
        }
        Signers signers = Signers.of(file, keys, refresh.check());
        Optional<Rejection> why =
                StepRules.expiry(RoleName.SNAPSHOT, snapshot, refresh.now())
                        .or(() -> StepRules.mismatch(role, named, file))
                        .or(() -> StepRules.shortage(role, file, signers))
                        .or(() -> StepRules.backwards(role, set.targets().get(place), file))
                        .or(() -> StepRules.expiry(role, file, refresh.now()));
        return StepRules.verdict(why, set.withTargets(place, file), signers);
    }
}
