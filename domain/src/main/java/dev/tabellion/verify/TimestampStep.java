package dev.tabellion.verify;

import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Timestamp;
import java.util.Optional;

/** The timestamp (5.4), and before it whether the root that the chain ended at is still valid. */
record TimestampStep(TrustedSet set, Signed<Timestamp> file, Refresh refresh) {

    Verdict verdict() {
        Signers signers =
                Signers.of(
                        file, set.root().metadata().topLevel(RoleName.TIMESTAMP), refresh.check());
        Optional<Rejection> why =
                StepRules.expiry(RoleName.ROOT, set.root(), refresh.now())
                        .or(() -> StepRules.shortage(RoleName.TIMESTAMP, file, signers))
                        .or(() -> StepRules.backwards(RoleName.TIMESTAMP, set.timestamp(), file))
                        .or(this::olderSnapshot)
                        .or(() -> StepRules.expiry(RoleName.TIMESTAMP, file, refresh.now()));
        return StepRules.verdict(why, isKnown() ? set : set.withTimestamp(file), signers);
    }

    private Optional<Rejection> olderSnapshot() {
        Signed<Timestamp> before = set.timestamp();
        return before == null
                ? Optional.empty()
                : StepRules.namedLower(
                        RoleName.SNAPSHOT,
                        before.metadata().snapshot(),
                        file.metadata().snapshot());
    }

    private boolean isKnown() {
        Signed<Timestamp> before = set.timestamp();
        return before != null && before.metadata().version().equals(file.metadata().version());
    }
}
