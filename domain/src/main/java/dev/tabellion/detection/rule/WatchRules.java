package dev.tabellion.detection.rule;

import dev.tabellion.detection.DetectionRule;
import java.util.List;

/** Rules that judge what was seen from outside, and who fetched what. */
final class WatchRules {
    static final List<DetectionRule> ALL =
            List.of(
                    new RootChainBroken(),
                    new ThresholdNotMet(),
                    new SignatureInvalid(),
                    new SignatureUnknownKey(),
                    new DuplicateSignature(),
                    new TypeMismatch(),
                    new VersionNameMismatch(),
                    new MetadataTooLong(),
                    new TargetBytesMismatch(),
                    new ExpiredSeen(),
                    new ServedNotHead(),
                    new ServedNotInLog(),
                    new SlowOrEndless(),
                    new WatchSilent(),
                    new LogSplitView(),
                    new ClientReport(),
                    new ClientAhead(),
                    new ClientsStuck());

    private WatchRules() {}
}
