package dev.tabellion.server.logalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tabellion.notary.HealthCheck;
import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /health} on loopback: {@code {}} or, with 503, what is wrong. Takes nothing in, so the
 * process has no other way in than its database.
 */
final class HealthPost implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;

    private HealthPost(HttpServer server) {
        this.server = server;
    }

    static HealthPost at(int port, HealthCheck check) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            var server = HttpServer.create(address, 0);
            server.createContext("/health", exchange -> answer(exchange, check));
            return new HealthPost(server);
        } catch (IOException e) {
            throw new StartupRefused(
                    "Port "
                            + port
                            + " cannot be used for the log's health: "
                            + e.getMessage()
                            + ". Choose another with --port PORT.",
                    e);
        }
    }

    void start() {
        server.start();
    }

    private static void answer(HttpExchange exchange, HealthCheck check) throws IOException {
        try (exchange) {
            var complaint = check.complaint();
            var body =
                    JSON.writeValueAsBytes(
                            complaint == null ? Map.of() : Map.of(check.name(), complaint));
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(complaint == null ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
