package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.server.database.DatabaseOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tabellion's commands that end by themselves. */
public final class CommandLine {

    static final String DATABASE = "--database";

    private static final int MINUTES = 5;

    private CommandLine() {}

    /** What has any of them, and a server, use a database of somebody's own. */
    public static List<String> on(DatabaseOwner owner) {
        return List.of(
                DATABASE,
                "%s?user=%s&password=%s".formatted(owner.url(), owner.user(), owner.password()));
    }

    /** Runs one to its end. */
    public static Outcome run(
            Path folder, Map<String, String> environment, List<String> arguments) {
        var command = new ArrayList<>(Built.program());
        command.addAll(arguments);
        Path out = folder.resolve("command.out");
        Path err = folder.resolve("command.err");
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(Built.environment());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("no end within " + MINUTES + " minutes: " + command);
            }
            return new Outcome(
                    String.join(" ", command),
                    process.exitValue(),
                    Files.readString(out),
                    Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException("running " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }
}
