package dev.tabellion.signer.vault.pkcs11;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A PKCS#11 library as everybody in this process has it: who starts it anew does so to all, and all
 * can tell. Each {@link Token} is one user of it.
 */
final class SharedLibrary {
    private static final ConcurrentMap<Path, SharedLibrary> LOADED = new ConcurrentHashMap<>();

    /** Between two starts where others lose their sessions by it, who may be in no trouble. */
    private static final Duration SPARING = Duration.ofSeconds(30);

    /** How often one that wants to be alone there tries, and how long it rests between. */
    private static final int ATTEMPTS = 10;

    private static final int BREAK = 3;

    private final Cryptoki functions;
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger starts = new AtomicInteger();

    /** Calls are in the library while they hold the reading half; a login needs it alone. */
    private final ReentrantReadWriteLock presence = new ReentrantReadWriteLock();

    private volatile long restarted = System.nanoTime() - SPARING.toNanos();

    private SharedLibrary(Cryptoki functions) {
        this.functions = functions;
    }

    /**
     * @throws IllegalArgumentException if that is no PKCS#11 library for this machine
     */
    static SharedLibrary entered(Path library) {
        SharedLibrary shared =
                LOADED.computeIfAbsent(
                        real(library), _ -> new SharedLibrary(Cryptoki.load(library)));
        shared.users.incrementAndGet();
        return shared;
    }

    /** One library under two names is one to the machine. */
    private static Path real(Path library) {
        try {
            return library.toRealPath();
        } catch (IOException e) {
            return library.toAbsolutePath(); // which will not load
        }
    }

    void leave() {
        users.decrementAndGet();
    }

    Cryptoki functions() {
        return functions;
    }

    Lock inside() {
        return presence.readLock();
    }

    Lock alone() {
        return presence.writeLock();
    }

    /**
     * False if calls are in there for so long. Whoever comes waits behind one that waits for the
     * lock, so this one does so only now and then for a moment: behind a call that hangs the others
     * go on, and between many that do not there is a moment to get in.
     */
    boolean enterAlone(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long moment = patience.dividedBy(ATTEMPTS * (1L + BREAK)).toNanos();
        while (!alone().tryLock(moment, TimeUnit.NANOSECONDS)) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(BREAK * moment);
        }
        return true;
    }

    /**
     * Changes whenever the library is started anew: sessions and handles from before are gone, and
     * their numbers may be somebody else's by now.
     */
    int start() {
        return starts.get();
    }

    /** Whether that harms nobody else in this process, or has not for a while. */
    boolean mayRestart() {
        return users.get() <= 1 || System.nanoTime() - restarted >= SPARING.toNanos();
    }

    /** Only for who is alone in it. */
    void restart() throws TokenTrouble {
        restarted = System.nanoTime();
        starts.incrementAndGet();
        functions.restart();
    }
}
