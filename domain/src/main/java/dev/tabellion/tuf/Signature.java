package dev.tabellion.tuf;

import dev.tabellion.bytes.Bytes;

/**
 * One signature as a file carries it. Says nothing about its validity.
 *
 * @param method the signature method's name in lower case, such as {@code ecdsa} or {@code rsapss};
 *     empty where the key's scheme says it
 */
public record Signature(KeyId keyId, String method, Bytes value) {
    /** By the key's own scheme. */
    public Signature(KeyId keyId, Bytes value) {
        this(keyId, "", value);
    }
}
