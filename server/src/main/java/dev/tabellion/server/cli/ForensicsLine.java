package dev.tabellion.server.cli;

import dev.tabellion.server.tls.BelievedAuthorities;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server is asked, and how: the same for every command that asks one. */
final class ForensicsLine {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int COULD_NOT = 3;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server (default https://localhost:4443).")
    URI server = URI.create("https://localhost:4443");

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "Believe servers of these authorities (PEM); by default data/tls/ca.pem if it"
                            + " is there.")
    @Nullable Path authorities;

    /** Prints the answer and tells the exit code: 0, 1 if nobody knows, 3 if it could not be. */
    int print(String path, Map<String, @Nullable String> parameters) {
        try (HttpClient client = client()) {
            var request =
                    HttpRequest.newBuilder(server.resolve(path + query(parameters)))
                            .timeout(PATIENCE);
            String token = System.getenv("TABELLION_TOKEN");
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() == OK) {
                System.out.write(answer.body());
                System.out.println();
                return 0;
            }
            System.err.println(
                    "The server answered %d: %s"
                            .formatted(
                                    answer.statusCode(),
                                    new String(answer.body(), StandardCharsets.UTF_8)));
            return answer.statusCode() == NOT_FOUND ? 1 : COULD_NOT;
        } catch (IOException e) {
            System.err.println("Could not ask " + server + ": " + e);
            return COULD_NOT;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return COULD_NOT;
        }
    }

    private HttpClient client() {
        Path own = Path.of("data", "tls", "ca.pem");
        Path trusted = authorities == null && Files.isReadable(own) ? own : authorities;
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        return trusted == null
                ? client.build()
                : client.sslContext(BelievedAuthorities.of(trusted)).build();
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String query(Map<String, @Nullable String> parameters) {
        Map<String, String> said = new LinkedHashMap<>();
        parameters.forEach(
                (name, value) -> {
                    if (value != null) {
                        said.put(name, value);
                    }
                });
        return said.isEmpty()
                ? ""
                : said.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
