package dev.tabellion.server.witnessing;

import com.sun.net.httpserver.HttpExchange;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.server.LocalHttp;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.MalformedLogData;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Answers what it is told to, whatever is asked. */
final class LyingWitness implements AutoCloseable {
    private final LocalHttp server;
    private final AtomicInteger asked = new AtomicInteger();

    /** What it says. */
    record Lie(int status, String type, String body) {
        static Lie of(int status, String body) {
            return new Lie(status, "text/plain", body);
        }
    }

    LyingWitness(Function<AddCheckpoint, Lie> lies) {
        server =
                new LocalHttp(
                        "/add-checkpoint",
                        exchange -> {
                            asked.incrementAndGet();
                            var lie = lies.apply(read(exchange));
                            byte[] body = lie.body().getBytes(StandardCharsets.UTF_8);
                            exchange.getResponseHeaders().set("Content-Type", lie.type());
                            exchange.sendResponseHeaders(lie.status(), body.length);
                            exchange.getResponseBody().write(body);
                        });
    }

    private static AddCheckpoint read(HttpExchange exchange) throws IOException {
        try {
            return AddCheckpoint.parse(Bytes.of(exchange.getRequestBody().readAllBytes()));
        } catch (MalformedLogData e) {
            throw new IOException(e);
        }
    }

    URI url() {
        return URI.create(server.url());
    }

    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.close();
    }
}
