package dev.tabellion.notary;

import org.jspecify.annotations.Nullable;

/**
 * One thing that must be well for the server to be. Asked by one thread at a time and at most about
 * once a second, however often health is asked for; may take a second or two, never longer.
 */
public interface HealthCheck {
    /** As operators read it in the answer: {@code DB operational}. */
    String name();

    /** What is wrong, in words fit for anybody's eyes; null if nothing is. */
    @Nullable String complaint();

    /** Whether a complaint means that the server as a whole is not well; else it is only told. */
    default boolean isVital() {
        return true;
    }
}
