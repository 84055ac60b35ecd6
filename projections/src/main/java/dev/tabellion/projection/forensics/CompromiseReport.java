package dev.tabellion.projection.forensics;

import dev.tabellion.forensics.Trust;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key in other hands from one instant to another amounts to.
 *
 * @param birth null for a key that the signer never had
 * @param again what is to be published again
 * @param fetched by whom, as far as that was counted
 * @param isWhole false if there is more than the lists hold
 * @param size how many leaves it was made from
 */
public record CompromiseReport(
        KeyId key,
        Instant from,
        Instant until,
        @Nullable KeyBirth birth,
        List<SignedDocument> signatures,
        List<SignedChange> changes,
        List<Trust> trusts,
        List<GoodPosition> good,
        List<Republication> again,
        Fetched fetched,
        boolean isWhole,
        long size) {
    public CompromiseReport {
        signatures = List.copyOf(signatures);
        changes = List.copyOf(changes);
        trusts = List.copyOf(trusts);
        good = List.copyOf(good);
        again = List.copyOf(again);
    }

    /** Without the names of those who fetched something: to be given away. */
    public CompromiseReport anonymous() {
        return new CompromiseReport(
                key,
                from,
                until,
                birth,
                signatures,
                changes,
                trusts,
                good,
                again,
                fetched.anonymous(),
                isWhole,
                size);
    }

    public List<SignedChange> targets() {
        return changes.stream().filter(SignedChange::isOfTarget).toList();
    }

    /** Of delegations, and of who may sign. */
    public List<SignedChange> delegations() {
        return changes.stream().filter(change -> !change.isOfTarget()).toList();
    }

    /** The collections that began with a root of the key's. */
    public List<SignedDocument> opened() {
        return signatures.stream()
                .filter(each -> each.role().equals(RoleName.ROOT) && each.leaf() != null)
                .filter(each -> each.version().number() == 1)
                .toList();
    }

    public List<Trust> inForce() {
        return trusts.stream().filter(Trust::isInForce).toList();
    }

    public long reaching(Reach reach) {
        return signatures.stream().filter(each -> each.reach() == reach).count();
    }
}
