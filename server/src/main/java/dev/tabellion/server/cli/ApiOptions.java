package dev.tabellion.server.cli;

import dev.tabellion.server.exchange.BoundedExchange;
import dev.tabellion.server.tls.BelievedAuthorities;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which running server is asked, and who is believed to be it: the same for every command. */
final class ApiOptions {
    private static final Path OWN = Path.of("data/tls/ca.pem");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST = 16 << 20;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server (default https://localhost:4443).")
    URI server = URI.create("https://localhost:4443");

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "Believe servers of these authorities (PEM), and no others (default"
                            + " ./data/tls/ca.pem, if it is there and --server is not said).")
    @Nullable Path authorities;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec command;

    /** To somebody who knows us by the token in the environment, or by none. */
    ApiLine line() {
        return line(LONGEST);
    }

    /**
     * @param longest answer that is taken
     */
    ApiLine line(int longest) {
        var exchange = new BoundedExchange(client(), PATIENCE, longest);
        return new ApiLine(exchange, server, System.getenv("TABELLION_TOKEN"));
    }

    /** Into a new file. Answers the exit code. */
    int download(String path, Path file) {
        try (HttpClient client = client()) {
            return new Download(client, System.getenv("TABELLION_TOKEN"))
                    .fetch(server.resolve(path), file);
        }
    }

    private HttpClient client() {
        if (server.getHost() == null || !String.valueOf(server.getScheme()).matches("https?")) {
            throw new ParameterException(command.commandLine(), server + " is no server's URL");
        }
        Path believed = believed();
        try {
            return BelievedAuthorities.client(believed).connectTimeout(PATIENCE).build();
        } catch (IllegalStateException e) {
            throw new ParameterException(
                    command.commandLine(), believed + " has no certificates to believe", e);
        }
    }

    private @Nullable Path believed() {
        boolean isOurs = server.equals(URI.create("https://localhost:4443"));
        return authorities == null && isOurs && Files.isReadable(OWN) ? OWN : authorities;
    }
}
