package dev.tabellion.server.tls;

import dev.tabellion.server.start.StartupRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/**
 * A certificate and a key of the operator's, tried together: with a foreign key a server would
 * start and fail each handshake. Keeps neither of them.
 */
final class GivenCertificate {

    private static final byte[] SAMPLE = {1, 2, 3};

    private GivenCertificate() {}

    static CertificateFiles files(Path certificate, Path key) {
        var served = GivenPem.chain(readable(certificate)).getFirst();
        if (!belongTogether(served, GivenPem.key(readable(key)))) {
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

    static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
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
