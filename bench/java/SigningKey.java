import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A publisher's P-256 key in Notary's dialect; signs ahead of the clock only. */
record SigningKey(PrivateKey secret, PublicKey shown) {

    /** A key as metadata shows it: canonical, so its id is the digest of this text. */
    record PublicKey(String type, String encoded) {

        String json() {
            return "{\"keytype\":\""
                    + type
                    + "\",\"keyval\":{\"private\":null,\"public\":\""
                    + encoded
                    + "\"}}";
        }

        String id() {
            return Digest.hex(Digest.sha256(json().getBytes(StandardCharsets.UTF_8)));
        }
    }

    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String encoded = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
            return new SigningKey(pair.getPrivate(), new PublicKey("ecdsa", encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("generating a P-256 key", e);
        }
    }

    /** A root key: its public side is the text of its certificate. */
    static SigningKey certified(Path privateKey, Path certificate) {
        try {
            String pem = Files.readString(privateKey).replaceAll("-----[A-Z ]+-----|\\s", "");
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem));
            String encoded = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate));
            return new SigningKey(
                    KeyFactory.getInstance("EC").generatePrivate(spec),
                    new PublicKey("ecdsa-x509", encoded));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("reading the root key " + privateKey, e);
        }
    }

    /**
     * The whole file: {@code signed} must be canonical and free of characters that Go would escape
     * on the wire.
     */
    byte[] sign(String signed) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(secret);
            signer.update(signed.getBytes(StandardCharsets.UTF_8));
            String signature = Base64.getEncoder().encodeToString(signer.sign());
            return ("{\"signed\":"
                            + signed
                            + ",\"signatures\":[{\"keyid\":\""
                            + shown.id()
                            + "\",\"method\":\"ecdsa\",\"sig\":\""
                            + signature
                            + "\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing a document", e);
        }
    }
}
