package dev.tabellion.server.cli;

import dev.tabellion.server.tls.PeerCertificate;
import dev.tabellion.server.tls.PeerCertificate.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Issues a certificate for a peer of the signer. Starts nothing, and may be used beside it. */
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Issue a certificate by the small authority under a signer's data directory.",
            "Writes ca.pem, cert.pem and key.pem, to be carried to the peer and to no one else. Run"
                    + " again into the same directory, it renews them; both sides take new files"
                    + " without a restart."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion certificates --for notary.example.com --out for-the-server",
            "  tabellion certificates --for urn:example:auditor --out for-the-auditor",
            "  tabellion certificates --for signer.internal --server --out for-the-signer"
        })
final class CertificatesCommand implements Callable<Integer> {

    @Option(
            names = "--for",
            paramLabel = "NAME",
            required = true,
            description = "The peer's DNS name or URI.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where to write the three files.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    Path out;

    @Option(
            names = "--server",
            description = "For a signer, which is asked, in place of a peer that asks.")
    boolean server;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data-signer",
            description = "The signer's data directory (default ./data-signer).")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    Path data;

    @Override
    public Integer call() throws IOException {
        var files =
                PeerCertificate.issue(
                        authority(),
                        out,
                        name,
                        server ? Purpose.SERVER : Purpose.CLIENT,
                        InstantSource.system());
        System.out.printf("Wrote the certificate of %s into %s.%n", name, out);
        System.out.printf("Keep %s from everybody else.%n", files.key());
        return 0;
    }

    /** Not through the data directory itself: a running signer holds that. */
    private Path authority() throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(data.toAbsolutePath().normalize().resolve("tls"), ownerOnly);
    }
}
