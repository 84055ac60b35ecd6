package dev.tabellion.tlog;

import org.jspecify.annotations.Nullable;

/** What a note's signature covers, of the types that are understood here (C2SP signed-note). */
public enum SignatureType {
    /** Ed25519 over the text: a log signs so. */
    ED25519(0x01),
    /** Ed25519 over a time and the text: a witness signs so (C2SP tlog-cosignature). */
    COSIGNATURE(0x04);

    private final int code;

    SignatureType(int code) {
        this.code = code;
    }

    /** The byte that stands for it in key hashes and vkeys. */
    int code() {
        return code;
    }

    static @Nullable SignatureType of(int code) {
        for (SignatureType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }
}
