package dev.tabellion.server.eye;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.OwnJava;
import dev.tabellion.server.Tabellion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The program as an eye, in a process of its own that can be killed. */
public final class EyeProcess implements AutoCloseable {
    private final Path folder;
    private final Endpoint server;
    private final String token;
    private Background process;

    private EyeProcess(Path folder, Endpoint server, String token) {
        this.folder = folder;
        this.server = server;
        this.token = token;
        this.process = launch();
    }

    /** Everything kept under this folder. */
    public static EyeProcess start(Path folder, String watches, Endpoint server, String token) {
        try {
            Files.writeString(folder.resolve("watches.json"), watches);
        } catch (IOException e) {
            throw new UncheckedIOException("writing watches in " + folder, e);
        }
        return new EyeProcess(folder, server, token);
    }

    Path data() {
        return folder.resolve("data-eye");
    }

    public void kill() {
        process.kill();
    }

    public void restart() {
        process = launch();
    }

    public String lastWords() {
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
                        "eye",
                        "--watches",
                        folder.resolve("watches.json").toString(),
                        "--server",
                        server.url().toString(),
                        "--ca",
                        server.caFile().toString(),
                        "--data",
                        data().toString()),
                folder,
                Map.of("TABELLION_EYE_TOKEN", token),
                folder.resolve("eye.log"));
    }
}
