package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.tuf.PublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** What the vault can make, and how Notary's metadata names it and its signatures. */
public enum KeyKind {
    /** Signatures are r and s side by side, each as long as the curve's order. */
    ECDSA("ecdsa", "ecdsa", "EC", "secp256r1", "SHA256withECDSAinP1363Format") {
        @Override
        Bytes valueOf(java.security.PublicKey key) {
            return Bytes.of(key.getEncoded());
        }
    },
    ED25519("ed25519", "eddsa", "Ed25519", "Ed25519", "Ed25519") {
        @Override
        Bytes valueOf(java.security.PublicKey key) {
            Bytes info = Bytes.of(key.getEncoded());
            return info.slice(info.length() - ED25519_LENGTH, info.length());
        }
    };

    private static final int ED25519_LENGTH = 32;

    private final String keyType;
    private final String method;
    private final String keyAlgorithm;
    private final String parameters;
    private final String signatureAlgorithm;

    KeyKind(
            String keyType,
            String method,
            String keyAlgorithm,
            String parameters,
            String signatureAlgorithm) {
        this.keyType = keyType;
        this.method = method;
        this.keyAlgorithm = keyAlgorithm;
        this.parameters = parameters;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    static KeyKind of(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case ECDSA -> ECDSA;
            case ED25519 -> ED25519;
        };
    }

    /**
     * @throws IllegalStateException for a type that the vault never wrote
     */
    static KeyKind ofType(String keyType) {
        for (KeyKind kind : values()) {
            if (kind.keyType.equals(keyType)) {
                return kind;
            }
        }
        throw new IllegalStateException("a stored key is of the unknown type " + keyType);
    }

    /** How metadata writes the public half. */
    abstract Bytes valueOf(java.security.PublicKey key);

    PublicKey publicKey(java.security.PublicKey key) {
        return new PublicKey(keyType, valueOf(key));
    }

    String method() {
        return method;
    }

    String keyAlgorithm() {
        return keyAlgorithm;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
            generator.initialize(new ECGenParameterSpec(parameters)); // a name, for both kinds
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("generating a key of type " + keyType, e);
        }
    }

    Bytes sign(PrivateKey key, Bytes message) {
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm);
            signature.initSign(key);
            signature.update(message.buffer());
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with a key of type " + keyType, e);
        }
    }
}
