package dev.tabellion.e2e.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for something in another process: asked for again and again, never for ever. */
public final class Deadline {

    private static final Duration STEP = Duration.ofMillis(20);

    private Deadline() {}

    /** Returns as soon as it has come true; fails with the story once the limit has passed. */
    public static void await(Duration limit, BooleanSupplier come, Supplier<String> story) {
        long end = System.nanoTime() + limit.toNanos();
        while (!come.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + ": " + story.get());
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
