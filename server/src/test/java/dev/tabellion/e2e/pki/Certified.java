package dev.tabellion.e2e.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A private key and its certificate, as PEM files. */
public record Certified(Path key, Path certificate) {

    /** The key, which must be an elliptic one. */
    public PrivateKey privateKey() {
        try {
            var base64 = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
            var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            return KeyFactory.getInstance("EC").generatePrivate(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + key, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("reading " + key, e);
        }
    }

    public X509Certificate x509() {
        try (var in = Files.newInputStream(certificate)) {
            var factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + certificate, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("reading " + certificate, e);
        }
    }

    public PublicKey publicKey() {
        return x509().getPublicKey();
    }
}
