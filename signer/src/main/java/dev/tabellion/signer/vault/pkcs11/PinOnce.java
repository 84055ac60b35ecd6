package dev.tabellion.signer.vault.pkcs11;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Shows a PIN to the token, and never again one that the token refused: it would lock itself. Used
 * by one thread at a time.
 */
final class PinOnce {
    private final Pin source;

    /** Wrong, but perhaps by one letter only: kept as secret as a right one. */
    private volatile char @Nullable [] refused;

    PinOnce(Pin source) {
        this.source = source;
    }

    interface Login {
        TokenLogin with(char[] pin) throws TokenTrouble;
    }

    TokenLogin show(Login login) throws TokenTrouble {
        char[] pin = source.read();
        try {
            if (Arrays.equals(pin, refused)) {
                throw new PinRefused();
            }
            TokenLogin success = login.with(pin);
            refused = null;
            return success;
        } catch (PinRefused e) {
            refused = pin.clone();
            throw e;
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    boolean wasRefused() {
        return refused != null;
    }
}
