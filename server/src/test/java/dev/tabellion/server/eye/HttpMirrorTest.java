package dev.tabellion.server.eye;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a web server does, an eye takes no more and waits no longer than it wants to. */
class HttpMirrorTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private HttpMirror mirror;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/tuf/whole", each -> answer(each, 200, "whole"));
        server.createContext("/tuf/broken", each -> answer(each, 500, "broken"));
        server.createContext("/tuf/elsewhere", this::redirect);
        server.createContext("/tuf/endless", HttpMirrorTest::withoutEnd);
        server.createContext("/tuf/slow", this::slowly);
        server.createContext("/", each -> answer(each, 404, ""));
        server.start();
        mirror =
                new HttpMirror(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tuf/"),
                        null,
                        new HttpMirror.Patience(
                                Duration.ofSeconds(5),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(20)));
    }

    @AfterEach
    void close() {
        over.countDown();
        mirror.close();
        server.stop(0);
    }

    @Test
    void a_file_comes_whole_or_not_at_all() {
        assertThat(mirror.fetch("whole", 5)).isEqualTo(new Fetched.Whole(Bytes.utf8("whole")));
        assertThat(mirror.fetch("whole", 4)).isEqualTo(new Fetched.TooLong(4));
        assertThat(mirror.fetch("nothing", 5)).isEqualTo(new Fetched.Absent());
    }

    @Test
    void what_says_nothing_about_the_repository_is_no_sight() {
        assertThat(mirror.fetch("broken", 5)).isInstanceOf(Fetched.Unreachable.class);
        assertThat(mirror.fetch("elsewhere", 5)).isInstanceOf(Fetched.Unreachable.class);
        server.stop(0);
        assertThat(mirror.fetch("whole", 5)).isInstanceOf(Fetched.Unreachable.class);
    }

    @Test
    void endless_data_comes_to_an_end() {
        assertThat(mirror.fetch("endless", 100_000)).isEqualTo(new Fetched.TooLong(100_000));
    }

    @Test
    void a_trickle_is_given_up() {
        assertThat(mirror.fetch("slow", 100_000)).isInstanceOf(Fetched.TooSlow.class);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = Bytes.utf8(body).toArray();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "/tuf/whole");
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void withoutEnd(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            while (true) {
                body.write(new byte[16 * 1024]);
            }
        } catch (IOException e) {
            exchange.close(); // the eye has had enough
        }
    }

    private void slowly(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(new byte[3]);
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
