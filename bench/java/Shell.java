import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs short commands to their end; servers are {@link Running}'s. */
final class Shell {

    private Shell() {}

    static String run(List<String> command) {
        return run(command, 120);
    }

    /**
     * Answers what the command wrote; a failure, or no end within the time, is a broken machine.
     */
    static String run(List<String> command, int seconds) {
        try {
            Path output =
                    Files.createTempFile(Path.of(System.getProperty("bench.work")), "out", ".txt");
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "no end after " + seconds + " s: " + String.join(" ", command));
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "exit "
                                + process.exitValue()
                                + " of "
                                + String.join(" ", command)
                                + "\n"
                                + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("running " + command.getFirst(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
        }
    }

    /** Where a tool lies: on the path, or where Debian keeps what is for administrators. */
    static Path find(String tool) {
        Optional<Path> found =
                Stream.concat(
                                Stream.of(System.getenv("PATH").split(":")),
                                Stream.of("/usr/sbin", "/sbin"))
                        .map(directory -> Path.of(directory, tool))
                        .filter(Files::isExecutable)
                        .findFirst();
        return found.orElse(null);
    }
}
