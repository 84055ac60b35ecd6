package dev.tabellion.detection.rule;

import dev.tabellion.detection.DetectionRule;
import java.util.List;

/** Rules that judge documents as a view shows them. */
final class DocumentRules {
    static final List<DetectionRule> ALL =
            List.of(
                    new VersionRollback(),
                    new VersionReused(),
                    new VersionJump(),
                    new VersionResetAfterRotation(),
                    new RevokedKeyUsed(),
                    new RootVersionGap(),
                    new RootKeysChanged(),
                    new RoleKeysChanged(),
                    new ThresholdLowered(),
                    new ThresholdUnsatisfiable(),
                    new DuplicateKeyMaterial(),
                    new KeySharedBetweenRoles(),
                    new AlgorithmDowngrade(),
                    new ConsistentSnapshotOff(),
                    new ExpiryBeyondPolicy(),
                    new MetaMismatch(),
                    new MetaMissing(),
                    new SnapshotRoleRemoved(),
                    new DelegationNotInSnapshot(),
                    new PublishWithoutClientChange(),
                    new SemanticRollback(),
                    new TargetChanged(),
                    new TargetOutsideDelegation(),
                    new DelegationAdded(),
                    new DelegationKeysChanged(),
                    new DelegationWildcard(),
                    new DelegationShadows(),
                    new TerminatingFlipped(),
                    new DelegationDiamondKeysDiffer(),
                    new DelegationCycle());

    private DocumentRules() {}
}
