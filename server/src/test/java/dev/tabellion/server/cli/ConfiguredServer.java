package dev.tabellion.server.cli;

import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.RunningTabellion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server in a process of its own, and the commands beside it, on one changeable configuration.
 */
final class ConfiguredServer implements AutoCloseable {
    private final Folder folder;
    private final Map<String, String> environment;
    private final RunningTabellion running;

    private ConfiguredServer(
            Folder folder, Map<String, String> environment, RunningTabellion running) {
        this.folder = folder;
        this.environment = environment;
        this.running = running;
    }

    /** Everything under this folder, which goes when the server goes. */
    static ConfiguredServer start(
            Folder folder, Map<String, String> environment, List<String> settings) {
        var config = configure(folder, settings);
        return new ConfiguredServer(
                folder,
                environment,
                RunningTabellion.start(
                        folder.path(), List.of("--config", config.toString()), environment));
    }

    RunningTabellion running() {
        return running;
    }

    Path data() {
        return running.data();
    }

    /** What the next start and the next command find; a running server does not notice. */
    void configure(List<String> settings) {
        configure(folder, settings);
    }

    void restartWith(List<String> settings) {
        configure(settings);
        running.restart();
    }

    /** A command on the same data and configuration. */
    Outcome command(String... words) {
        return command(List.of(words));
    }

    /** A start that must not come about. */
    Outcome refusedStart() {
        return command(List.of("serve", "--port", Integer.toString(FreePort.pick())));
    }

    private Outcome command(List<String> words) {
        var arguments = new ArrayList<>(words);
        Stream.of("--data", data().toString(), "--config", config(folder).toString())
                .forEach(arguments::add);
        return CommandLine.run(folder.path(), environment, arguments);
    }

    @Override
    public void close() {
        running.close();
        folder.close();
    }

    private static Path configure(Folder folder, List<String> settings) {
        try {
            return Files.writeString(config(folder), String.join("\n", settings) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("configuring the server in " + folder.path(), e);
        }
    }

    private static Path config(Folder folder) {
        return folder.path().resolve("settings.properties");
    }
}
