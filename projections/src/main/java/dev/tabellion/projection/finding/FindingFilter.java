package dev.tabellion.projection.finding;

import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Subject.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which findings somebody wants: what is empty or null filters nothing.
 *
 * @param from when they were, not when they became known
 * @param expected whether somebody announced them
 */
public record FindingFilter(
        List<Severity> severities,
        List<RuleName> rules,
        @Nullable Kind kind,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Boolean expected) {
    public FindingFilter {
        severities = List.copyOf(severities);
        rules = List.copyOf(rules);
    }
}
