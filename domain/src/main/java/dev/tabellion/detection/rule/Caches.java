package dev.tabellion.detection.rule;

import java.time.Duration;

/** What stands between us and those whom an eye sees us through. */
final class Caches {
    /** Five minutes in a shared cache and five in a private one, as our own answers allow. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private Caches() {}
}
