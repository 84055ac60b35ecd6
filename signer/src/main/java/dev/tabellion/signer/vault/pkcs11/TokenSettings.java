package dev.tabellion.signer.vault.pkcs11;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which token, and how long to wait for it.
 *
 * @param library the vendor's PKCS#11 library
 * @param sessions how many calls the token gets at once; others wait
 * @param patience after this long a caller is told that the token does not answer
 */
public record TokenSettings(Path library, Slot slot, Pin pin, int sessions, Duration patience) {
    public TokenSettings {
        if (sessions < 1 || !patience.isPositive()) {
            throw new IllegalArgumentException("a token needs a session and some patience");
        }
    }

    /** How the token is told from others that the library knows. */
    public sealed interface Slot {
        /** By what the token calls itself, wherever it is plugged in. */
        record Labelled(String label) implements Slot {}

        /** By the number of the slot. SoftHSM changes it whenever a token is initialised. */
        record Numbered(long number) implements Slot {}
    }
}
