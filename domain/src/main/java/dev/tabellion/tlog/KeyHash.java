package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;

/**
 * Four bytes that, with the name, say which key signed a note. Easily forged: it finds a key and
 * never proves one (C2SP signed-note, "Signatures").
 */
public record KeyHash(Bytes bytes) {
    static final int LENGTH = 4;

    public KeyHash {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "a key hash has " + LENGTH + " bytes, not " + bytes.length());
        }
    }

    @Override
    public String toString() {
        return bytes.hex();
    }
}
