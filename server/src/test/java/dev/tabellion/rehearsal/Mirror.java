package dev.tabellion.rehearsal;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.server.FileHost;
import java.util.Map;

/** A mirror of one collection, which shows what it once fetched for as long as it likes. */
final class Mirror implements AutoCloseable {
    private final FileHost host = new FileHost();

    String url() {
        return host.url();
    }

    /** What is served now, in place of what it had. */
    Map<String, Bytes> fetch(Wire wire, String gun) {
        Bytes snapshot = file(wire, gun, "snapshot");
        Bytes targets = file(wire, gun, "targets");
        host.show(
                Map.of(
                        "1.root.json",
                        file(wire, gun, "root"),
                        "timestamp.json",
                        file(wire, gun, "timestamp"),
                        "snapshot." + snapshot.sha256() + ".json",
                        snapshot,
                        "targets." + targets.sha256() + ".json",
                        targets));
        return host.files();
    }

    void show(Map<String, Bytes> earlier) {
        host.show(earlier);
    }

    private static Bytes file(Wire wire, String gun, String role) {
        return Bytes.of(wire.tuf(gun, role + ".json").is(200).bytes());
    }

    @Override
    public void close() {
        host.close();
    }
}
