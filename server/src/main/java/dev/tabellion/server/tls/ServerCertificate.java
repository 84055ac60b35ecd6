package dev.tabellion.server.tls;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.data.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the certificate to serve with: the operator's, or one of our own authority under {@code
 * tls} in the data directory, issued anew when it runs out or the machine's name has changed.
 */
public final class ServerCertificate {

    private static final Logger log = LoggerFactory.getLogger(ServerCertificate.class);
    static final String AUTHORITY = "ca.pem";
    private static final Duration RENEW_BEFORE = Duration.ofDays(60);

    private ServerCertificate() {}

    public static CertificateFiles files(
            TlsSettings settings, DataDirectory data, InstantSource clock) {
        var cert = settings.cert();
        var key = settings.key();
        if (cert != null && key != null) {
            return GivenCertificate.files(cert, key);
        }
        return own(data.directory("tls"), ServerNames.ofThisMachine(), clock);
    }

    /** One for whoever of our own peers trusts the authority in this directory and no other. */
    public static PeerFiles forPeers(Path directory, List<String> names, InstantSource clock) {
        var files = own(directory, ServerNames.ofThisMachineAnd(names), clock);
        return new PeerFiles(directory.resolve(AUTHORITY), files.certificate(), files.key());
    }

    static CertificateFiles own(Path directory, ServerNames names, InstantSource clock) {
        var caFile = directory.resolve(AUTHORITY);
        var certificateFile = directory.resolve("server.pem");
        var keyFile = directory.resolve("server.key");
        var authority = authority(directory, clock);
        if (!stillGood(certificateFile, keyFile, authority, names, clock)) {
            issue(authority, certificateFile, new SecretFile(keyFile), names, clock);
        }
        return new CertificateFiles(certificateFile, keyFile, caFile);
    }

    static CertificateAuthority authority(Path directory, InstantSource clock) {
        return CertificateAuthority.in(
                directory.resolve(AUTHORITY), new SecretFile(directory.resolve("ca.key")), clock);
    }

    private static boolean stillGood(
            Path certificateFile,
            Path keyFile,
            CertificateAuthority authority,
            ServerNames names,
            InstantSource clock) {
        if (Files.notExists(certificateFile) || Files.notExists(keyFile)) {
            return false;
        }
        var certificate = Pem.certificate(certificateFile);
        var renewAt = certificate.getNotAfter().toInstant().minus(RENEW_BEFORE);
        return clock.instant().isBefore(renewAt)
                && names.coveredBy(certificate)
                && issuedBy(certificate, authority.certificate().getPublicKey());
    }

    private static boolean issuedBy(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void issue(
            CertificateAuthority authority,
            Path certificateFile,
            SecretFile keyFile,
            ServerNames names,
            InstantSource clock) {
        try {
            var keys = EcKeys.generate();
            var certificate = authority.issue(keys.getPublic(), names, clock);
            // without its certificate a new key is useless, so a crash here must find neither
            Files.deleteIfExists(certificateFile);
            keyFile.replace(Pem.text(keys.getPrivate()));
            PublicFile.write(certificateFile, Pem.text(certificate));
            log.atInfo()
                    .addKeyValue("names", String.join(",", names.dnsNames()))
                    .addKeyValue("expires", certificate.getNotAfter().toInstant())
                    .log("certificate-issued");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("issuing " + certificateFile, e);
        }
    }
}
