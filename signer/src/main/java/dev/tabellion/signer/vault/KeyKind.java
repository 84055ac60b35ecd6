package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.tuf.PublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** What vaults can make, and how Notary's metadata names it and its signatures. */
public enum KeyKind {
    /** Signatures are r and s side by side, each as long as the curve's order. */
    ECDSA("ecdsa", "ecdsa", "EC", "SHA256withECDSAinP1363Format", "SHA256withECDSA"),
    ED25519("ed25519", "eddsa", "Ed25519", "Ed25519", "Ed25519") {
        @Override
        Bytes valueOf(java.security.PublicKey key) {
            Bytes info = super.valueOf(key);
            return info.slice(info.length() - ED25519_LENGTH, info.length());
        }
    },
    RSA("rsa", "rsapss", "RSA", "RSASSA-PSS", "SHA256withRSA");

    private static final int ED25519_LENGTH = 32;
    private static final int RSA_BITS = 3072;
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private final String keyType;
    private final String method;
    private final String keyAlgorithm;
    private final String signatureAlgorithm;
    private final String certificateAlgorithm;

    KeyKind(
            String keyType,
            String method,
            String keyAlgorithm,
            String signatureAlgorithm,
            String certificateAlgorithm) {
        this.keyType = keyType;
        this.method = method;
        this.keyAlgorithm = keyAlgorithm;
        this.signatureAlgorithm = signatureAlgorithm;
        this.certificateAlgorithm = certificateAlgorithm;
    }

    public static KeyKind of(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case ECDSA -> ECDSA;
            case ED25519 -> ED25519;
            case RSA -> RSA;
        };
    }

    /**
     * @throws IllegalStateException for a type that no vault ever wrote
     */
    static KeyKind ofType(String keyType) {
        for (KeyKind kind : values()) {
            if (kind.keyType.equals(keyType)) {
                return kind;
            }
        }
        throw new IllegalStateException("a stored key is of the unknown type " + keyType);
    }

    /** How metadata writes the public half: as a SubjectPublicKeyInfo, unless a kind says else. */
    Bytes valueOf(java.security.PublicKey key) {
        return Bytes.of(key.getEncoded());
    }

    public PublicKey publicKey(java.security.PublicKey key) {
        return new PublicKey(keyType, valueOf(key));
    }

    String method() {
        return method;
    }

    String keyAlgorithm() {
        return keyAlgorithm;
    }

    /** How X.509 names this kind's signatures for certificates that nobody relies on. */
    public String certificateAlgorithm() {
        return certificateAlgorithm;
    }

    KeyPair generate() {
        try {
            return generate(KeyPairGenerator.getInstance(keyAlgorithm));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("generating a key of type " + keyType, e);
        }
    }

    /** Makes a key where the provider keeps its keys. */
    public KeyPair generate(Provider provider) throws GeneralSecurityException {
        return generate(KeyPairGenerator.getInstance(keyAlgorithm, provider));
    }

    private KeyPair generate(KeyPairGenerator generator) throws GeneralSecurityException {
        generator.initialize(size());
        return generator.generateKeyPair();
    }

    private AlgorithmParameterSpec size() {
        return switch (this) {
            case ECDSA -> new ECGenParameterSpec("secp256r1");
            case ED25519 -> NamedParameterSpec.ED25519;
            case RSA -> new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4);
        };
    }

    Bytes sign(PrivateKey key, Bytes message) throws GeneralSecurityException {
        return sign(Signature.getInstance(signatureAlgorithm), key, message);
    }

    /** Signs by the provider that the key belongs to. */
    public Bytes sign(PrivateKey key, Bytes message, Provider provider)
            throws GeneralSecurityException {
        return sign(Signature.getInstance(signatureAlgorithm, provider), key, message);
    }

    private Bytes sign(Signature signature, PrivateKey key, Bytes message)
            throws GeneralSecurityException {
        if (this == RSA) {
            signature.setParameter(PSS);
        }
        signature.initSign(key);
        signature.update(message.buffer());
        return Bytes.of(signature.sign());
    }
}
