package dev.tabellion.server.logalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tabellion.notary.HealthCheck;
import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /health} on loopback: {@code {}} or, with 503, what is wrong. Takes nothing in, so the
 * process has no other way in than its database.
 */
final class HealthPost implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** Seconds until who does not finish a question, or does not take an answer, is cut off. */
    private static final String PATIENCE = "5";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HealthPost(HttpServer server) {
        this.server = server;
        server.setExecutor(threads); // a slow one keeps nobody else waiting
    }

    static HealthPost at(int port, List<HealthCheck> checks) {
        // read once, when the JDK's server is loaded; this process has no other of its kind
        System.setProperty("sun.net.httpserver.maxReqTime", PATIENCE);
        System.setProperty("sun.net.httpserver.maxRspTime", PATIENCE);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            var server = HttpServer.create(address, 0);
            server.createContext("/health", exchange -> answer(exchange, checks));
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

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, List<HealthCheck> checks) throws IOException {
        try (exchange) {
            var complaints = complaints(checks);
            var body = JSON.writeValueAsBytes(complaints);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(complaints.isEmpty() ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static SortedMap<String, String> complaints(List<HealthCheck> checks) {
        SortedMap<String, String> complaints = new TreeMap<>();
        for (HealthCheck check : checks) {
            String complaint = check.complaint();
            if (complaint != null) {
                complaints.put(check.name(), complaint);
            }
        }
        return complaints;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
