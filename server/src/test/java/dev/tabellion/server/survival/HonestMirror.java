package dev.tabellion.server.survival;

import com.sun.net.httpserver.HttpServer;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A mirror that asks the server for everything, and shows what it had while that is away. */
final class HonestMirror implements AutoCloseable {
    private static final int BAD_GATEWAY = 502;

    private final Map<String, byte[]> had = new ConcurrentHashMap<>();
    private final Wire wire;
    private final HttpServer server;

    HonestMirror(Wire wire) {
        this.wire = wire;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("opening a mirror", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        String path = exchange.getRequestURI().getPath();
                        Answer answer = asked(path);
                        byte[] file =
                                answer == null || answer.status() >= 500
                                        ? had.get(path)
                                        : answer.status() == 200 ? answer.bytes() : null;
                        if (file == null) {
                            exchange.sendResponseHeaders(
                                    answer == null ? BAD_GATEWAY : answer.status(), -1);
                            return;
                        }
                        had.put(path, file);
                        exchange.sendResponseHeaders(200, file.length);
                        exchange.getResponseBody().write(file);
                    }
                });
        server.start();
    }

    /** Where it shows a collection. */
    String url(String gun) {
        return "http://127.0.0.1:%d/v2/%s/_trust/tuf/"
                .formatted(server.getAddress().getPort(), gun);
    }

    private @Nullable Answer asked(String path) {
        try {
            return wire.get(path);
        } catch (UncheckedIOException e) {
            return null; // it is away
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
