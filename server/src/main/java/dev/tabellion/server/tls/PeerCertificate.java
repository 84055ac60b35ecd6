package dev.tabellion.server.tls;

import dev.tabellion.server.data.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * A key and a certificate for one name, from the authority of a data directory, to be carried to
 * where that name lives. The key is made here and written there, and not kept here.
 */
public final class PeerCertificate {
    private static final Pattern URI = Pattern.compile("[a-z][a-z0-9+.-]*:.+");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    private static final int LONGEST_COMMON_NAME = 64;

    private PeerCertificate() {}

    /** What the bearer may be at the other end: one that asks, or one that is asked. */
    public enum Purpose {
        CLIENT,
        SERVER;

        private KeyPurposeId extended() {
            return this == CLIENT ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth;
        }
    }

    /**
     * Writes {@code ca.pem}, {@code cert.pem} and {@code key.pem}; what was there is replaced.
     *
     * @param name a DNS name, a URI, or the IP address of a server
     */
    public static PeerFiles issue(
            Path authorityDirectory, Path out, String name, Purpose purpose, InstantSource clock) {
        var authority = ServerCertificate.authority(authorityDirectory, clock);
        var files = PeerFiles.in(out);
        try {
            ownerOnly(out);
            var keys = EcKeys.generate();
            var certificate =
                    authority.issue(
                            keys.getPublic(),
                            commonName(name),
                            new GeneralNames(generalName(name)),
                            purpose.extended(),
                            clock);
            new SecretFile(files.key()).replace(Pem.text(keys.getPrivate()));
            PublicFile.write(files.certificate(), Pem.text(certificate));
            PublicFile.write(files.authority(), Pem.text(authority.certificate()));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("writing the certificate for " + name, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("making a key for " + name, e);
        }
    }

    /** For people who read it; what is checked is the other name. */
    private static String commonName(String name) {
        return name.length() <= LONGEST_COMMON_NAME ? name : "Tabellion peer";
    }

    private static GeneralName generalName(String name) throws IOException {
        if (ADDRESS.matcher(name).matches()) {
            var address = InetAddress.ofLiteral(name).getHostAddress();
            return new GeneralName(GeneralName.iPAddress, address);
        }
        return URI.matcher(name).matches()
                ? new GeneralName(GeneralName.uniformResourceIdentifier, name)
                : new GeneralName(GeneralName.dNSName, name);
    }

    private static void ownerOnly(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            Files.createDirectories(
                    out,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }
}
