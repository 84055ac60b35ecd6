package dev.tabellion.signer.book;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.SignerUnavailable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One at a time for each collection, different ones together. Nobody waits for ever. */
final class Turns {
    private static final int STRIPES = 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    /**
     * @throws SignerUnavailable if the turn does not come in time
     */
    <T> T take(Gun gun, Supplier<T> work) {
        ReentrantLock lock = locks[Math.floorMod(gun.hashCode(), STRIPES)];
        if (!acquired(lock)) {
            throw new SignerUnavailable("too much is asked of the signer for " + gun);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static boolean acquired(ReentrantLock lock) {
        try {
            return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
