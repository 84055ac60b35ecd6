package dev.tabellion.signer.notary;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.PasswordBasedDecrypter;
import dev.tabellion.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;

/**
 * The private half of a key as a Notary's signer stores it: a compact JWE under a passphrase
 * (PBES2-HS256+A128KW, A256GCM) around SEC 1 DER for ECDSA, and around public key, seed and public
 * key again for Ed25519.
 */
final class SealedKey {
    private static final int ED25519_PART = 32;
    private static final int ED25519_LENGTH = 3 * ED25519_PART;

    /** PKCS#8 of an Ed25519 seed, but for the seed. */
    private static final Bytes ED25519_HEAD = Bytes.hex("302e020100300506032b657004220420");

    /** The version and the algorithm of a PKCS#8 file with a P-256 key. */
    private static final Bytes P256_ALGORITHM =
            Bytes.hex("020100301306072a8648ce3d020106082a8648ce3d030107");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private SealedKey() {}

    /** The passphrase opens nothing here. */
    static final class WrongPassphrase extends Exception {
        private static final long serialVersionUID = 1;

        WrongPassphrase(Throwable cause) {
            super("the passphrase does not open the key", cause);
        }
    }

    /**
     * @throws GeneralSecurityException if what comes out is no key of its type
     */
    static PrivateKey open(NotaryKey key, String passphrase)
            throws WrongPassphrase, GeneralSecurityException {
        Bytes plain = decrypt(key.sealed(), passphrase);
        return switch (key.publicKey().type()) {
            case "ecdsa" -> pkcs8("EC", ecdsa(plain));
            case "ed25519" -> pkcs8("Ed25519", ed25519(plain));
            case String other ->
                    throw new GeneralSecurityException("keys of type " + other + " are not made");
        };
    }

    private static Bytes decrypt(Bytes sealed, String passphrase) throws WrongPassphrase {
        try {
            JWEObject jwe = JWEObject.parse(sealed.utf8().strip());
            if (!JWEAlgorithm.PBES2_HS256_A128KW.equals(jwe.getHeader().getAlgorithm())) {
                throw new WrongPassphrase(
                        new JOSEException("sealed with " + jwe.getHeader().getAlgorithm()));
            }
            jwe.decrypt(new PasswordBasedDecrypter(passphrase));
            return Bytes.of(jwe.getPayload().toBytes());
        } catch (ParseException | JOSEException | IllegalStateException e) {
            throw new WrongPassphrase(e);
        }
    }

    private static Bytes ecdsa(Bytes sec1) {
        return der(SEQUENCE, P256_ALGORITHM.hex() + der(OCTETS, sec1.hex()).hex());
    }

    private static Bytes ed25519(Bytes plain) throws GeneralSecurityException {
        if (plain.length() != ED25519_LENGTH) {
            throw new GeneralSecurityException(
                    "an Ed25519 key has %d bytes, not %d"
                            .formatted(ED25519_LENGTH, plain.length()));
        }
        return Bytes.hex(ED25519_HEAD.hex() + plain.slice(ED25519_PART, 2 * ED25519_PART).hex());
    }

    private static PrivateKey pkcs8(String algorithm, Bytes encoded)
            throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(encoded.toArray()));
    }

    /** Of less than 256 bytes, which no P-256 key exceeds. */
    private static Bytes der(int tag, String hexContent) {
        int length = hexContent.length() / 2;
        String size = length < 128 ? "%02x".formatted(length) : "81%02x".formatted(length);
        return Bytes.hex("%02x".formatted(tag) + size + hexContent);
    }
}
