import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server process pinned to the servers' cores, written down so that bench/run can end it if we
 * cannot.
 */
final class Running {

    private final String name;
    private final Process process;
    private final Path log;

    private Running(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Running pinned(
            String cores,
            String name,
            Path log,
            Map<String, String> environment,
            List<String> command) {
        var line = new ArrayList<>(List.of("taskset", "-c", cores));
        line.addAll(command);
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Files.writeString(
                    Path.of(System.getProperty("bench.work"), "started"),
                    process.pid() + " " + Proc.bornAt(process.pid()) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return new Running(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("starting " + name, e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** For a process that is to end by itself, and well. */
    void awaitEnd(int seconds) {
        if (!endedWithin(seconds)) {
            stop();
            throw new IllegalStateException(name + " did not end:\n" + lastWords());
        }
        if (process.exitValue() != 0) {
            throw died();
        }
    }

    /** SIGTERM, and SIGKILL for one that does not listen. */
    void stop() {
        process.destroy();
        if (!endedWithin(30)) {
            process.destroyForcibly();
            endedWithin(10);
        }
    }

    IllegalStateException died() {
        return new IllegalStateException(
                name + " ended by itself (" + process.exitValue() + "):\n" + lastWords());
    }

    String lastWords() {
        try {
            String[] lines = Files.readString(log).split("\n");
            return String.join(
                    "\n", Arrays.copyOfRange(lines, Math.max(0, lines.length - 30), lines.length));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    private boolean endedWithin(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while stopping " + name, e);
        }
    }
}
