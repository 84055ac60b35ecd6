package dev.tabellion.signer.vault.pkcs11;

import java.time.Duration;

/**
 * When to log in again: not at once after the last time, and ever more seldom while it does not
 * help. A key that the token has lost must not cost all others their sessions.
 */
final class LoginPause {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private volatile long began = System.nanoTime() - SHORTEST.toNanos();
    private volatile int inVain;

    synchronized boolean isOver() {
        return System.nanoTime() - began >= SHORTEST.toNanos() << inVain;
    }

    synchronized void begin() {
        began = System.nanoTime();
    }

    /** Whether logging in alone has been tried without success. */
    synchronized boolean wantsRestart() {
        return inVain > 0;
    }

    synchronized void loginHelped() {
        inVain = 0;
    }

    synchronized void loginDidNotHelp() {
        inVain = Math.min(inVain + 1, MOST_DOUBLINGS);
    }
}
