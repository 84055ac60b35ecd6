package dev.tabellion.server.tls;

import dev.tabellion.server.data.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The text form of certificates and PKCS#8 keys, for the files this package itself writes. */
final class Pem {

    private static final int LINE = 64;

    private Pem() {}

    static String text(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("encoding a certificate", e);
        }
    }

    static String text(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static X509Certificate certificate(Path file) {
        try (var in = Files.newInputStream(file)) {
            var factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the certificate " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("parsing the certificate " + file, e);
        }
    }

    static KeyPair keyPair(SecretFile file, X509Certificate certificate) {
        try {
            var body =
                    file.read()
                            .replace("-----BEGIN PRIVATE KEY-----", "")
                            .replace("-----END PRIVATE KEY-----", "");
            var encoded = Base64.getMimeDecoder().decode(body);
            var key =
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new KeyPair(certificate.getPublicKey(), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("parsing the private key " + file.path(), e);
        }
    }

    private static String block(String label, byte[] content) {
        var body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
