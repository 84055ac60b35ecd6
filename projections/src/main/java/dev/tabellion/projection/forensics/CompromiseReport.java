package dev.tabellion.projection.forensics;

import dev.tabellion.forensics.Trust;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key in other hands from one instant to another amounts to.
 *
 * @param birth null for a key that the signer never had
 * @param isWhole false if there is more than the lists hold
 * @param size how many leaves it was made from
 */
public record CompromiseReport(
        KeyId key,
        Instant from,
        Instant until,
        @Nullable KeyBirth birth,
        List<SignedDocument> signatures,
        List<TargetChange> targets,
        List<Trust> trusts,
        List<GoodPosition> good,
        boolean isWhole,
        long size) {
    public CompromiseReport {
        signatures = List.copyOf(signatures);
        targets = List.copyOf(targets);
        trusts = List.copyOf(trusts);
        good = List.copyOf(good);
    }

    public List<Trust> inForce() {
        return trusts.stream().filter(Trust::isInForce).toList();
    }

    public long reaching(Reach reach) {
        return signatures.stream().filter(each -> each.reach() == reach).count();
    }
}
