package dev.tabellion.guilty.projection;

import java.time.Instant;

/** Time that nobody can move. */
final class ReadsTheClock {
    private ReadsTheClock() {}

    static Instant read() {
        return Instant.now();
    }
}
