package dev.tabellion.detection.rule;

import dev.tabellion.detection.DetectionRule;
import java.util.List;

/** Rules about the log itself, by what its keepers tell. */
final class LogRules {
    static final List<DetectionRule> ALL =
            List.of(
                    new LogHeadRegressed(),
                    new LogFork(),
                    new LogChainBroken(),
                    new CheckpointLate(),
                    new CosignatureLate());

    private LogRules() {}
}
