package dev.tabellion.server.access;

import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of certificates that tokens are held against; read once, at the start. */
final class CertificateBundle {
    private static final Logger log = LoggerFactory.getLogger(CertificateBundle.class);

    private CertificateBundle() {}

    static List<X509Certificate> read(Path file, Instant now) {
        var certificates = parsed(file);
        if (certificates.isEmpty()) {
            throw new StartupRefused(
                    "There is no certificate in " + file + " (tabellion.auth.root-cert-bundle).");
        }
        for (var each : certificates) {
            if (now.isAfter(each.getNotAfter().toInstant())) {
                log.atWarn()
                        .addKeyValue("subject", each.getSubjectX500Principal())
                        .addKeyValue("expired", each.getNotAfter().toInstant())
                        .log("token-certificate-found-expired");
            }
        }
        return certificates;
    }

    private static List<X509Certificate> parsed(Path file) {
        try (var in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            throw new StartupRefused(
                    "The certificates of the token server cannot be read from "
                            + file
                            + " (tabellion.auth.root-cert-bundle): "
                            + e.getMessage(),
                    e);
        }
    }
}
