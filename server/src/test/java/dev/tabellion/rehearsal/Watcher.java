package dev.tabellion.rehearsal;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.server.eye.Eyes;
import dev.tabellion.server.eye.ServerSink;
import dev.tabellion.server.eye.WatchList;
import dev.tabellion.verify.JdkSignatureCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToLongFunction;

/** An eye of one's own on one mirror, which tells the server what it sees. */
final class Watcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final ToLongFunction<String> sightings;
    private final ServerSink sink;
    private final Eyes eyes;

    /**
     * @param clock of the eye's machine
     * @param sightings how many a watch has told of
     */
    Watcher(
            String name,
            String gun,
            String url,
            Path folder,
            Endpoint server,
            Clock clock,
            ToLongFunction<String> sightings) {
        this.name = name;
        this.sightings = sightings;
        this.sink = new ServerSink(server.url(), null, server.caFile());
        String watches =
                """
                [{"name":"%s","url":"%s","dialect":"notary-v1","collection":"%s","period":"PT1S"}]
                """
                        .formatted(name, url, gun);
        this.eyes =
                Eyes.of(
                        WatchList.read(written(folder.resolve("watches.json"), watches)),
                        folder,
                        sink,
                        new JdkSignatureCheck(),
                        clock);
        eyes.start();
    }

    private static Path written(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }

    /** Until it has told of so many files. */
    void awaits(long files) {
        Deadline.await(
                PATIENCE,
                () -> sightings.applyAsLong(name) >= files,
                () -> "the eye saw " + sightings.applyAsLong(name) + " of " + files + " files");
    }

    @Override
    public void close() {
        eyes.close();
        sink.close();
    }
}
