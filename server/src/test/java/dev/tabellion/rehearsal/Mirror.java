package dev.tabellion.rehearsal;

import com.sun.net.httpserver.HttpServer;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.client.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A mirror of one collection, which shows what it once fetched for as long as it likes. */
final class Mirror implements AutoCloseable {
    private final Map<String, Bytes> files = new ConcurrentHashMap<>();
    private final HttpServer server;

    Mirror() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("opening a mirror", e);
        }
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        Bytes file = files.get(exchange.getRequestURI().getPath().substring(1));
                        exchange.sendResponseHeaders(
                                file == null ? 404 : 200, file == null ? -1 : file.length());
                        if (file != null) {
                            exchange.getResponseBody().write(file.toArray());
                        }
                    }
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** What is served now, in place of what it had. */
    Map<String, Bytes> fetch(Wire wire, String gun) {
        Bytes snapshot = file(wire, gun, "snapshot");
        Bytes targets = file(wire, gun, "targets");
        files.putAll(
                Map.of(
                        "1.root.json",
                        file(wire, gun, "root"),
                        "timestamp.json",
                        file(wire, gun, "timestamp"),
                        "snapshot." + snapshot.sha256() + ".json",
                        snapshot,
                        "targets." + targets.sha256() + ".json",
                        targets));
        return Map.copyOf(files);
    }

    void show(Map<String, Bytes> earlier) {
        files.putAll(earlier);
    }

    private static Bytes file(Wire wire, String gun, String role) {
        return Bytes.of(wire.tuf(gun, role + ".json").is(200).bytes());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
