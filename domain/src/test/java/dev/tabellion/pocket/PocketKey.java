package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's key, private half included, that signs as Notary's clients do. New at each call:
 * keys are random, everything else of a pocket publisher is not.
 *
 * @param method the signature method it writes, or in TUF 1.0 the scheme it signs by
 */
public record PocketKey(KeyPair pair, PublicKey key, KeyId id, String method) {
    private static final int RAW_ED25519 = 32;
    private static final int POINT_P256 = 65;

    public static PocketKey ecdsa() {
        return ecdsa("secp256r1");
    }

    /**
     * @param curve {@code secp256r1}, {@code secp384r1} or {@code secp521r1}
     */
    public static PocketKey ecdsa(String curve) {
        KeyPair pair = pair("EC", new ECGenParameterSpec(curve));
        return of(pair, new PublicKey("ecdsa", spki(pair)), "ecdsa");
    }

    public static PocketKey ed25519() {
        KeyPair pair = pair("Ed25519", null);
        Bytes spki = spki(pair);
        Bytes raw = spki.slice(spki.length() - RAW_ED25519, spki.length());
        return of(pair, new PublicKey("ed25519", raw), "eddsa");
    }

    /** RSA of 2048 bits that signs with PSS. */
    public static PocketKey rsa() {
        return rsa(2048);
    }

    public static PocketKey rsa(int bits) {
        KeyPair pair = pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
        return of(pair, new PublicKey("rsa", spki(pair)), "rsapss");
    }

    /** The same RSA key, signing by PKCS#1 v1.5. */
    public PocketKey withPkcs1() {
        return new PocketKey(pair, key, id, "rsapkcs1v15");
    }

    /** The same key, shown to the world by a certificate. */
    public PocketKey certified(PocketCertificate certificate) {
        String type = pair.getPublic().getAlgorithm().equals("RSA") ? "rsa-x509" : "ecdsa-x509";
        return of(pair, new PublicKey(type, certificate.pemFor(pair)), method);
    }

    /** The same key as TUF 1.0 writes it, where the key says how it signs. */
    public PocketKey forTuf() {
        return switch (pair.getPublic()) {
            case EdECPublicKey _ -> tuf("ed25519", "ed25519", key.value());
            case ECPublicKey ec -> {
                int bits = ec.getParams().getCurve().getField().getFieldSize();
                yield tuf("ecdsa", "ecdsa-sha2-nistp" + bits, pem());
            }
            default -> tuf("rsa", "rsassa-pss-sha256", pem());
        };
    }

    /** An elliptic key as the first repositories wrote it: a bare point. */
    public PocketKey asPoint() {
        Bytes spki = spki(pair);
        return tuf(
                "ecdsa-sha2-nistp256",
                "ecdsa-sha2-nistp256",
                spki.slice(spki.length() - POINT_P256, spki.length()));
    }

    private PocketKey tuf(String type, String scheme, Bytes value) {
        PublicKey written = new PublicKey(type, scheme, value);
        return new PocketKey(pair, written, Dialect.TUF_1_0.keyIdOf(written), scheme);
    }

    private Bytes pem() {
        String base64 =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded());
        return Bytes.utf8("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
    }

    /** The same key under a name that is not its own. */
    public PocketKey called(String name) {
        return new PocketKey(pair, key, new KeyId(name), method);
    }

    public Signature sign(Bytes payload) {
        return new Signature(id, key.scheme() == null ? method : "", signed(payload));
    }

    private Bytes signed(Bytes payload) {
        try {
            java.security.Signature signer = java.security.Signature.getInstance(algorithm());
            if (algorithm().equals("RSASSA-PSS")) {
                signer.setParameter(
                        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signer.initSign(pair.getPrivate());
            signer.update(payload.buffer());
            return Bytes.of(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not sign with the pocket key " + id, e);
        }
    }

    private String algorithm() {
        return switch (method) {
            case "ecdsa" -> "SHA256withECDSAinP1363Format";
            case "eddsa", "ed25519" -> "Ed25519";
            case "ecdsa-sha2-nistp256" -> "SHA256withECDSA";
            case "ecdsa-sha2-nistp384" -> "SHA384withECDSA";
            case "ecdsa-sha2-nistp521" -> "SHA512withECDSA";
            case "rsapss", "rsassa-pss-sha256" -> "RSASSA-PSS";
            case "rsapkcs1v15" -> "SHA256withRSA";
            default -> throw new IllegalStateException("a pocket key cannot sign by " + method);
        };
    }

    private static PocketKey of(KeyPair pair, PublicKey key, String method) {
        return new PocketKey(pair, key, Dialect.NOTARY_V1.keyIdOf(key), method);
    }

    private static Bytes spki(KeyPair pair) {
        return Bytes.of(pair.getPublic().getEncoded());
    }

    private static KeyPair pair(String algorithm, @Nullable AlgorithmParameterSpec spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (spec != null) {
                generator.initialize(spec);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no key of " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "PocketKey[" + key.type() + " " + id + "]";
    }
}
