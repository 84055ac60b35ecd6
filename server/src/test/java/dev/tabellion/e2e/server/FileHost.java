package dev.tabellion.e2e.server;

import com.sun.net.httpserver.HttpExchange;
import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** A web server of files, in memory: a mirror, or another's repository. Asks nothing of anybody. */
public final class FileHost implements AutoCloseable {
    private final Map<String, Bytes> shown = new ConcurrentHashMap<>();
    private final LocalHttp server = new LocalHttp("/", this::answer);

    private void answer(HttpExchange exchange) throws IOException {
        Bytes file = shown.get(exchange.getRequestURI().getPath().substring(1));
        exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length());
        if (file != null) {
            exchange.getResponseBody().write(file.toArray());
        }
    }

    /** The folder of all files, ending in a slash. */
    public String url() {
        return server.url() + "/";
    }

    /** From now on, beside and in place of what is there. */
    public void show(Map<String, Bytes> files) {
        shown.putAll(files);
    }

    public void show(String name, Bytes file) {
        shown.put(name, file);
    }

    public void takeAway(String name) {
        shown.remove(name);
    }

    public Bytes file(String name) {
        return Objects.requireNonNull(shown.get(name));
    }

    /** All that is shown. */
    public Map<String, Bytes> files() {
        return Map.copyOf(shown);
    }

    @Override
    public void close() {
        server.close();
    }
}
