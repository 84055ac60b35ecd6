package dev.tabellion.verify;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * What a public key is, whatever it is called and however it is wrapped: one DER
 * SubjectPublicKeyInfo for a bare key, for a certificate of it, and under every key id.
 */
public final class KeyMaterial {
    private KeyMaterial() {}

    /** Whether it is a key that nobody should trust any more, however well it signs. */
    public static boolean isTooWeak(PublicKey key) {
        return DecodedKey.isTooShort(key);
    }

    /** The key's one spelling, or null if the bytes are no key of their type. */
    public static @Nullable Bytes of(PublicKey key) {
        DecodedKey decoded = DecodedKey.of(key);
        return decoded == null ? null : decoded.material();
    }
}
