package dev.tabellion.rehearsal;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an attack went.
 *
 * @param rule by which it was noticed first, null if it was not
 * @param after how long after the deed that was, with what went by on moved clocks
 */
record Score(Attack attack, boolean refused, @Nullable String rule, Duration after) {
    private static final Duration MINUTES = Duration.ofMinutes(2);

    /** It came to nothing, or somebody was told; and told, if somebody was to be. */
    boolean passed() {
        return attack.rules().isEmpty() ? refused : rule != null;
    }

    String line() {
        return "%-28s %-8s %-8s %-28s %7s  %s"
                .formatted(
                        attack.name(),
                        attack.cell(),
                        refused ? "refused" : "let in",
                        rule == null ? unnoticed() : rule,
                        rule == null ? "" : elapsed(),
                        passed() ? "ok" : "FAILED");
    }

    /** For programs. */
    Told told() {
        return new Told(
                attack.name(),
                attack.cell(),
                attack.story(),
                refused,
                rule == null ? "" : rule,
                after.toMillis(),
                passed());
    }

    record Told(
            String attack,
            String cell,
            String story,
            boolean refused,
            String rule,
            long milliseconds,
            boolean passed) {}

    private String unnoticed() {
        return attack.rules().isEmpty() ? "(as a late publisher is)" : "nobody noticed";
    }

    private String elapsed() {
        return after.compareTo(MINUTES) < 0
                ? String.format(Locale.ROOT, "%.1f s", after.toMillis() / 1e3)
                : after.toMinutes() + " min";
    }
}
