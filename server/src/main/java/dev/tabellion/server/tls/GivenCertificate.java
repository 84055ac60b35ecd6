package dev.tabellion.server.tls;

import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and a key of the operator's, tried together: with a foreign key a server would
 * start and fail each handshake. Keeps neither of them.
 */
final class GivenCertificate {

    private static final byte[] SAMPLE = {1, 2, 3};

    private GivenCertificate() {}

    static CertificateFiles files(Path certificate, Path key) {
        var served = certificate(readable(certificate));
        if (!belongTogether(served, key(readable(key)))) {
            throw new StartupRefused(
                    "The TLS key "
                            + key
                            + " is not the key of the certificate "
                            + certificate
                            + ".");
        }
        return new CertificateFiles(certificate.toAbsolutePath(), key.toAbsolutePath(), null);
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new StartupRefused(
                    "The TLS file " + file.toAbsolutePath() + " does not exist or cannot be read.");
        }
        return file;
    }

    private static X509Certificate certificate(Path file) {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartupRefused("The TLS file " + file + " holds no PEM certificate.", e);
        }
    }

    private static PrivateKey key(Path file) {
        try (var parser = new PEMParser(Files.newBufferedReader(file))) {
            var converter = new JcaPEMKeyConverter();
            for (var part = parser.readObject(); part != null; part = parser.readObject()) {
                switch (part) {
                    case PEMKeyPair pair -> {
                        return converter.getPrivateKey(pair.getPrivateKeyInfo());
                    }
                    case PrivateKeyInfo info -> {
                        return converter.getPrivateKey(info);
                    }
                    default -> {} // such as the parameters of its curve
                }
            }
        } catch (IOException e) {
            throw noKey(file, e);
        }
        throw noKey(file, null);
    }

    private static StartupRefused noKey(Path file, @Nullable Throwable cause) {
        return new StartupRefused("The TLS file " + file + " holds no unencrypted PEM key.", cause);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        try {
            var algorithm = algorithm(key);
            var signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(SAMPLE);
            var checker = Signature.getInstance(algorithm);
            checker.initVerify(certificate.getPublicKey());
            checker.update(SAMPLE);
            return checker.verify(signer.sign());
        } catch (GeneralSecurityException e) {
            return false; // of different kinds
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm(); // Ed25519 is its own
        };
    }
}
