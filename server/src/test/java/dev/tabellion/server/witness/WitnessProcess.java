package dev.tabellion.server.witness;

import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.process.OwnJava;
import dev.tabellion.e2e.server.Readiness;
import dev.tabellion.server.Tabellion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The program as a witness, in a process of its own that can be killed, on plain HTTP. */
final class WitnessProcess implements AutoCloseable {
    private final Path folder;
    private final int port;
    private Background process;

    private WitnessProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    /** Everything kept under this folder; returns when it listens. */
    static WitnessProcess start(Path folder, String log) {
        try {
            Files.writeString(folder.resolve("logs.policy"), "log " + log + "\nquorum none\n");
        } catch (IOException e) {
            throw new UncheckedIOException("writing a policy in " + folder, e);
        }
        var witness = new WitnessProcess(folder, FreePort.pick());
        Readiness.awaitListening(witness.port, witness.process);
        return witness;
    }

    URI url() {
        return URI.create("http://localhost:" + port + "/");
    }

    /** Where it keeps what it must not forget. */
    Path memory() {
        return folder.resolve("data-witness/cosigned");
    }

    void kill() {
        process.kill();
    }

    void restart() {
        process = launch();
        Readiness.awaitListening(port, process);
    }

    String lastWords() {
        return process.lastWords();
    }

    @Override
    public void close() {
        process.close();
    }

    private Background launch() {
        return Background.start(
                OwnJava.command(
                        Tabellion.class,
                        "witness",
                        "--policy",
                        folder.resolve("logs.policy").toString(),
                        "--name",
                        "witness.example.com/killed",
                        "--http",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data-witness").toString()),
                folder,
                Map.of(),
                folder.resolve("witness.log"));
    }
}
