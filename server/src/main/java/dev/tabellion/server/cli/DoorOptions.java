package dev.tabellion.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** With which certificate a server is served, or without: the same for every server. */
final class DoorOptions {
    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "PEM certificate chain to serve with, in place of one of our own CA.")
    @Nullable Path tlsCert;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "PEM private key of that certificate.")
    @Nullable Path tlsKey;

    @Option(names = "--http", description = "No TLS; loopback only.")
    boolean http;

    SpringArguments addTo(SpringArguments arguments) {
        return arguments
                .with("tabellion.tls.cert", tlsCert)
                .with("tabellion.tls.key", tlsKey)
                .with("tabellion.http", http ? true : null);
    }
}
