package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges an upload as one change, all or nothing, in Notary's order: reading, root, targets from
 * shallow to deep, snapshot, versions. What passes is completed by the roles the server signs.
 */
final class Publication {
    private final Proposal proposal;
    private final @Nullable Signed<?> offeredSnapshot;

    private Publication(Proposal proposal) {
        this.proposal = proposal;
        this.offeredSnapshot = proposal.offered(RoleName.SNAPSHOT);
    }

    static Decision decide(
            TrustedCollection collection, List<Upload> uploads, Surroundings around) {
        return switch (Offer.read(uploads, collection.dialect())) {
            case Offer.Faulty(Rejection why) -> refused(why);
            case Offer.Read offer ->
                    new Publication(new Proposal(collection, offer, around.checkingOnce()))
                            .decide();
        };
    }

    private Decision decide() {
        Optional<Rejection> noRoot = new RootRules(proposal).judge();
        if (noRoot.isPresent()) {
            return refused(noRoot.get());
        }
        TargetsRules targets = new TargetsRules(proposal);
        return targets.judge()
                .or(this::judgeSnapshot)
                .or(() -> new VersionRules(proposal).judge())
                .map(Publication::refused)
                .orElseGet(() -> complete(targets));
    }

    private Optional<Rejection> judgeSnapshot() {
        if (offeredSnapshot != null) {
            return new SnapshotRules(proposal, offeredSnapshot).judge();
        }
        RoleKeys keys = proposal.root().topLevel(RoleName.SNAPSHOT);
        OwnKeys ownKeys = new OwnKeys(proposal.before(), proposal.around().keyPlaces());
        if (!ownKeys.areAll(RoleName.SNAPSHOT, keys)) {
            return Optional.of(new Rejection.SnapshotMissing(keys.ids()));
        }
        return proposal.file(RoleName.TARGETS) == null
                ? Optional.of(new Rejection.MissingFromSnapshot(RoleName.TARGETS))
                : Optional.empty();
    }

    private Decision complete(TargetsRules targets) {
        Trail trail = new PublicationEvents(proposal).trail();
        ServerSigning signing = new ServerSigning(proposal, Reason.PUBLISHED);
        return offeredSnapshot != null
                ? signing.timestamp(
                        trail,
                        offeredSnapshot.raw(),
                        Evidence.ofPublishersSnapshot(
                                proposal, offeredSnapshot, targets.verified()))
                : signing.snapshot(
                        trail,
                        FreshSnapshot.meta(proposal),
                        Evidence.ofSnapshot(proposal, targets.verified()));
    }

    private static Decision refused(Rejection why) {
        return new Decision.Refused(why, List.of());
    }
}
