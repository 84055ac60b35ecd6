package dev.tabellion.tuf;

import dev.tabellion.bytes.Bytes;

/**
 * A public key as metadata states it.
 *
 * @param type the key type's name in the dialect, such as {@code ecdsa} or {@code ecdsa-x509}
 * @param value the key's bytes in that type's form: a DER SubjectPublicKeyInfo, a PEM text, 32 raw
 *     bytes
 */
public record PublicKey(String type, Bytes value) {}
