package dev.tabellion.rehearsal;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.server.LocalHttp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A mirror of one collection, which shows what it once fetched for as long as it likes. */
final class Mirror implements AutoCloseable {
    private final Map<String, Bytes> files = new ConcurrentHashMap<>();
    private final LocalHttp server =
            new LocalHttp(
                    "/",
                    exchange -> {
                        Bytes file = files.get(exchange.getRequestURI().getPath().substring(1));
                        exchange.sendResponseHeaders(
                                file == null ? 404 : 200, file == null ? -1 : file.length());
                        if (file != null) {
                            exchange.getResponseBody().write(file.toArray());
                        }
                    });

    String url() {
        return server.url() + "/";
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
        server.close();
    }
}
