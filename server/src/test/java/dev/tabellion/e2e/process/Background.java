package dev.tabellion.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program left running, its output kept in a file. It does not outlive the test run: what is
 * still there when the JVM ends is told to end, with a database of its own, and killed if it does
 * not.
 */
public final class Background implements AutoCloseable {

    private static final int SHOWN_LINES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;

    private Background(Process process, Path log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts it in this folder, appending all it says to the log. */
    public static Background start(
            List<String> command, Path folder, Map<String, String> environment, Path log) {
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new Background(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("starting " + command, e);
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** {@code kill -9}; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(PATIENCE);
    }

    /** SIGTERM; returns its exit code, and fails if it is still there after half a minute. */
    public int terminate() {
        process.destroy();
        return exitCode();
    }

    /** SIGINT, as Ctrl-C sends it. */
    public void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("interrupting process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while interrupting", e);
        }
    }

    /** Of a program that was told to end; fails if it is still there after half a minute. */
    public int exitCode() {
        if (!awaitEnd(PATIENCE)) {
            kill();
            throw new AssertionError(
                    "no end within " + PATIENCE + " of its signal\n" + lastWords());
        }
        return process.exitValue();
    }

    /** SIGTERM, then {@code kill -9} if need be: ending a test never fails it. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd(PATIENCE)) {
            kill();
        }
    }

    /** The end of what it said, for a failure's message. */
    public String lastWords() {
        try {
            var lines = Files.readString(log).lines().toList();
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + log, e);
        }
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a program's end", e);
        }
    }
}
