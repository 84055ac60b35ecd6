package dev.tabellion.server.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.inspection.RecordUnreadable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that wants to hold whoever verifies its log. */
class LogOnlineTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int SOME = 1 << 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    LogOnlineTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/log/slow", this::neverEnds);
        server.createContext("/log/long", LogOnlineTest::isEndless);
        server.createContext("/log/right", LogOnlineTest::isRight);
    }

    @BeforeEach
    void it_listens() {
        server.start();
    }

    @AfterEach
    void it_ends() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    @Timeout(30)
    void an_answer_that_does_not_end_is_given_up() {
        try (var log = log(SHORT)) {
            assertThatThrownBy(() -> log.read("slow"))
                    .isInstanceOf(RecordUnreadable.class)
                    .hasMessageContaining("no whole answer within");
        }
    }

    @Test
    @Timeout(60)
    void an_answer_that_is_too_long_is_not_held() {
        try (var log = log(Duration.ofSeconds(50))) {
            assertThatThrownBy(() -> log.read("long"))
                    .isInstanceOf(RecordUnreadable.class)
                    .hasMessageNotContaining("no whole answer within");
            assertThat(log.read("right")).isEqualTo(Bytes.utf8("right"));
        }
    }

    @Test
    void a_token_is_shown_for_entries_and_not_for_what_is_for_everyone() {
        Map<String, Boolean> shown = new ConcurrentHashMap<>();
        server.createContext(
                "/log/",
                exchange -> {
                    shown.put(
                            exchange.getRequestURI().getPath(),
                            exchange.getRequestHeaders().containsKey("Authorization"));
                    isRight(exchange);
                });
        List<String> paths =
                List.of(
                        "checkpoint",
                        "tile/0/000",
                        "tile/entries/000",
                        "documents/000",
                        "document/00");
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/log/");
        try (var log = new LogOnline(url, "secret", null)) {
            paths.forEach(log::read);
        }
        assertThat(shown)
                .containsOnly(
                        entry("/log/checkpoint", false),
                        entry("/log/tile/0/000", false),
                        entry("/log/tile/entries/000", true),
                        entry("/log/documents/000", true),
                        entry("/log/document/00", true));
    }

    private LogOnline log(Duration patience) {
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/log");
        return new LogOnline(url, null, null, patience);
    }

    private void neverEnds(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void isEndless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            byte[] some = new byte[SOME];
            while (true) { // until nobody listens any more
                body.write(some);
            }
        }
    }

    private static void isRight(HttpExchange exchange) throws IOException {
        byte[] body = "right".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
