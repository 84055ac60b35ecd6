package dev.tabellion.verify;

import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import java.util.Optional;

/**
 * The next root (5.3.3 to 5.3.8): signed by those of before and by its own, and exactly one
 * further. Its expiry is looked at when the chain has ended (5.3.10), with the timestamp.
 */
record RootStep(TrustedSet set, Signed<Root> file, Refresh refresh) {

    Verdict verdict() {
        Signers before = signers(set.root().metadata());
        Signers own = signers(file.metadata());
        Optional<Rejection> why =
                chain(before)
                        .or(() -> StepRules.shortage(RoleName.ROOT, file, own))
                        .or(() -> StepRules.backwards(RoleName.ROOT, set.root(), file))
                        .or(this::skipped);
        return StepRules.verdict(why, isKnown() ? set : set.with(file), own);
    }

    private Signers signers(Root by) {
        return Signers.of(file, by.topLevel(RoleName.ROOT), refresh.check());
    }

    private Optional<Rejection> chain(Signers before) {
        return before.meetThreshold()
                ? Optional.empty()
                : Optional.of(
                        new Rejection.RootChainBroken(
                                file.metadata().version().number(),
                                before.threshold(),
                                before.valid().size()));
    }

    private Optional<Rejection> skipped() {
        int current = set.root().metadata().version().number();
        int offered = file.metadata().version().number();
        return offered - current > 1
                ? Optional.of(new Rejection.RootVersionSkipped(current, offered))
                : Optional.empty();
    }

    private boolean isKnown() {
        return file.metadata().version().equals(set.root().metadata().version());
    }
}
