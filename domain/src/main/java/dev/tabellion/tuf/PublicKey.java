package dev.tabellion.tuf;

import dev.tabellion.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A public key as metadata states it.
 *
 * @param type the key type's name in the dialect, such as {@code ecdsa} or {@code ecdsa-x509}
 * @param scheme the one way of signing that the key may be used for, such as {@code
 *     ecdsa-sha2-nistp256}; null in Notary's dialect, where each signature names its method
 * @param value the key's bytes in that type's form: a DER SubjectPublicKeyInfo, a PEM text, 32 raw
 *     bytes, an uncompressed point of a curve
 */
public record PublicKey(String type, @Nullable String scheme, Bytes value) {
    /** As in Notary's dialect. */
    public PublicKey(String type, Bytes value) {
        this(type, null, value);
    }
}
