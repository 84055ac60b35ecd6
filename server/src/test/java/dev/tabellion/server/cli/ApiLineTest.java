package dev.tabellion.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tabellion.server.exchange.BoundedExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server answers reaches a terminal as text, and a script as an exit code. */
class ApiLineTest {
    private static final int LONGEST = 1_000;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream terminal = System.out;
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/sheet", 200, "# A target called \u001b[2J\nand a second line");
        answer("/none", 404, "{\"detail\":\"nobody knows it\"}");
        answer("/endless", 200, "x".repeat(LONGEST + 1));
        server.start();
    }

    @AfterEach
    void close() {
        System.setOut(terminal);
        server.stop(0);
    }

    @Test
    void what_is_printed_moves_no_cursor() {
        assertThat(print("/sheet")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\\u001b[2J")
                .contains("and a second line")
                .doesNotContain("\u001b");
    }

    @Test
    void a_refusal_is_1_and_what_cannot_be_had_is_3() {
        assertThat(print("/none")).isEqualTo(1);
        assertThat(print("/endless")).isEqualTo(3);
        server.stop(0);
        assertThat(print("/sheet")).isEqualTo(3);
    }

    @Test
    void what_somebody_typed_is_no_part_of_the_path() {
        Map<String, @Nullable String> asked = new TreeMap<>();
        asked.put("target", "a b&c=d#e/../f");
        asked.put("unsaid", null);
        assertThat(ApiPath.of("/api/x", asked))
                .isEqualTo("/api/x?target=a%20b%26c%3Dd%23e%2F..%2Ff");
        assertThat(ApiPath.of("/api/x", Map.of())).isEqualTo("/api/x");
    }

    private int print(String path) {
        URI here = URI.create("http://localhost:" + server.getAddress().getPort());
        var exchange =
                new BoundedExchange(HttpClient.newHttpClient(), Duration.ofSeconds(10), LONGEST);
        try (var line = new ApiLine(exchange, here, null)) {
            return line.print(path);
        }
    }

    private void answer(String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(status, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
    }
}
