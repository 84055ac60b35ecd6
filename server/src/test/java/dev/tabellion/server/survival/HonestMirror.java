package dev.tabellion.server.survival;

import com.sun.net.httpserver.HttpExchange;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.server.LocalHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A mirror that asks the server for everything, and shows what it had while that is away. */
final class HonestMirror implements AutoCloseable {
    private static final int BAD_GATEWAY = 502;

    private final Map<String, byte[]> had = new ConcurrentHashMap<>();
    private final Wire wire;
    private final LocalHttp server;

    HonestMirror(Wire wire) {
        this.wire = wire;
        server = new LocalHttp("/", this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Answer answer = asked(path);
        byte[] file =
                answer == null || answer.status() >= 500
                        ? had.get(path)
                        : answer.status() == 200 ? answer.bytes() : null;
        if (file == null) {
            exchange.sendResponseHeaders(answer == null ? BAD_GATEWAY : answer.status(), -1);
            return;
        }
        had.put(path, file);
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file);
    }

    /** Where it shows a collection. */
    String url(String gun) {
        return server.url() + "/v2/" + gun + "/_trust/tuf/";
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
        server.close();
    }
}
