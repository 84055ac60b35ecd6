package dev.tabellion.collection;

import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.KeyMaterial;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.RootCertificates;
import dev.tabellion.verify.Signers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an offered root may follow the stored one, or be a collection's first. */
final class RootRules {
    static final List<RoleName> TOP_LEVEL =
            List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

    private static final int LATEST_FIRST_VERSION = 2;

    private final Proposal proposal;
    private final Surroundings around;
    private final @Nullable Root before;

    RootRules(Proposal proposal) {
        this.proposal = proposal;
        this.around = proposal.around();
        this.before = proposal.storedRoot();
    }

    Optional<Rejection> judge() {
        Signed<?> file = proposal.offered(RoleName.ROOT);
        if (file == null) {
            return before == null ? Optional.of(new Rejection.NoRoot()) : Optional.empty();
        }
        Root root = Proposal.metadata(Root.class, file);
        return version(root)
                .or(() -> ownSignatures(file, root))
                .or(() -> chain(file))
                .or(() -> ExpiryRules.judge(RoleName.ROOT, file, around))
                .or(() -> names(root))
                .or(() -> thresholds(root))
                .or(() -> new OwnKeys(proposal.before(), around.keyPlaces()).judge(root));
    }

    /** The same version again passes here: it is a matter of versions, judged with all others. */
    private Optional<Rejection> version(Root root) {
        int current = before == null ? 0 : before.version().number();
        int offered = root.version().number();
        boolean follows =
                before == null
                        ? offered <= LATEST_FIRST_VERSION
                        : offered == current || offered == current + 1;
        return follows
                ? Optional.empty()
                : Optional.of(new Rejection.RootVersionSkipped(current, offered));
    }

    private Optional<Rejection> ownSignatures(Signed<?> file, Root root) {
        RoleKeys keys = root.topLevel(RoleName.ROOT);
        String collection = proposal.before().gun().value();
        RoleKeys certified = RootCertificates.validFor(collection, keys, around.now());
        if (certified.keys().isEmpty()) {
            return Optional.of(new Rejection.NoRootCertificate(keys.keys().size()));
        }
        return SignatureRules.judge(RoleName.ROOT, file, certified, around.check());
    }

    /** The old certificates' expiry is ignored, else no root could outlive them (weakness 6.9). */
    private Optional<Rejection> chain(Signed<?> file) {
        if (before == null) {
            return Optional.empty();
        }
        Signers signers = Signers.of(file, before.topLevel(RoleName.ROOT), around.check());
        return signers.meetThreshold()
                ? Optional.empty()
                : Optional.of(
                        new Rejection.RootChainBroken(
                                file.metadata().version().number(),
                                signers.threshold(),
                                signers.valid().size()));
    }

    private Optional<Rejection> names(Root root) {
        return KeyNames.judge(
                RoleName.ROOT, TOP_LEVEL.stream().map(root::topLevel), proposal.before().dialect());
    }

    /** A role that can never sign would brick the collection. */
    private static Optional<Rejection> thresholds(Root root) {
        return TOP_LEVEL.stream()
                .filter(role -> distinctKeys(root, role) < root.topLevel(role).threshold())
                .map(role -> unreachable(root, role))
                .findFirst();
    }

    private static Rejection unreachable(Root root, RoleName role) {
        return new Rejection.ThresholdUnreachable(
                role, root.topLevel(role).threshold(), distinctKeys(root, role));
    }

    private static int distinctKeys(Root root, RoleName role) {
        return (int)
                root.topLevel(role).keys().values().stream()
                        .map(KeyMaterial::of)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count();
    }
}
