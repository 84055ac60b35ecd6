package dev.tabellion.detection.rule;

import dev.tabellion.detection.DetectionRule;
import java.util.List;

/** Rules about time: what should have happened and did not, and clocks that are wrong. */
final class TimeRules {
    static final List<DetectionRule> ALL =
            List.of(
                    new StaleTimestamp(),
                    new ExpiryNear(),
                    new ExpiredServed(),
                    new CanaryLate(),
                    new ClockRegressed(),
                    new ClockSkew());

    private TimeRules() {}
}
