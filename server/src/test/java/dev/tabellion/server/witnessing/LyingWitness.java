package dev.tabellion.server.witnessing;

import com.sun.net.httpserver.HttpServer;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.MalformedLogData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Answers what it is told to, whatever is asked. */
final class LyingWitness implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    /** What it says. */
    record Lie(int status, String type, String body) {
        static Lie of(int status, String body) {
            return new Lie(status, "text/plain", body);
        }
    }

    LyingWitness(Function<AddCheckpoint, Lie> lies) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("listening", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/add-checkpoint",
                exchange -> {
                    asked.incrementAndGet();
                    try (exchange) {
                        var lie =
                                lies.apply(
                                        AddCheckpoint.parse(
                                                Bytes.of(
                                                        exchange.getRequestBody().readAllBytes())));
                        byte[] body = lie.body().getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", lie.type());
                        exchange.sendResponseHeaders(lie.status(), body.length);
                        exchange.getResponseBody().write(body);
                    } catch (MalformedLogData e) {
                        throw new IOException(e);
                    }
                });
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
