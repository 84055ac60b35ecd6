package dev.tabellion.signer.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.SignatureType;
import dev.tabellion.tlog.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A cosigning key as it is written down: the vkey on a line of its own, as the JDK does not find
 * the public half in the private one, then PKCS#8 in PEM. Does not check that they belong together.
 */
record CosigningKeyText(VerifierKey key, PrivateKey secret) {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";

    static CosigningKeyText parse(Path file, Bytes content) throws CosigningKeyUnusable {
        String text = content.utf8();
        int begin = text.indexOf("\n" + BEGIN);
        if (begin < 0 || !text.endsWith(END)) {
            throw unusable(file, "it is not a vkey and a private key in PEM");
        }
        String body = text.substring(begin + 1 + BEGIN.length(), text.length() - END.length());
        return new CosigningKeyText(key(file, text.substring(0, begin)), secret(file, body));
    }

    private static VerifierKey key(Path file, String vkey) throws CosigningKeyUnusable {
        try {
            VerifierKey key = VerifierKey.parse(vkey);
            if (key.type() == SignatureType.COSIGNATURE) {
                return key;
            }
        } catch (MalformedLogData e) {
            throw unusable(file, "its first line is no vkey: " + e.problem());
        }
        throw unusable(file, "its first line is the vkey of a log and not of a witness");
    }

    private static PrivateKey secret(Path file, String base64) throws CosigningKeyUnusable {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | GeneralSecurityException _) {
            // the cause might quote a piece of the secret
            throw unusable(file, "its private key is none of Ed25519");
        }
    }

    Bytes bytes() {
        var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        String body = encoder.encodeToString(secret.getEncoded());
        return Bytes.utf8(key.vkey() + "\n" + BEGIN + body + END);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "CosigningKeyText[" + key.name() + "]";
    }

    private static CosigningKeyUnusable unusable(Path file, String why) {
        return new CosigningKeyUnusable("The key file " + file + " cannot be used: " + why + ".");
    }
}
