package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.OwnJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program that Maven has packaged, run as {@code ./tabellion} runs it: unpacked and with a
 * start-up cache, both made once and for all tests. Or the one that is installed here. Never
 * builds.
 */
public final class Built {
    /** A property: the words that run the installed program, one a line. */
    public static final String INSTALLED = "tabellion.installed";

    private static final int LAY_OUT_MINUTES = 5;

    private Built() {}

    /** What becomes the program: it may be killed like the program itself. */
    static List<String> program() {
        String installed = System.getProperty(INSTALLED);
        return installed == null ? List.of(Holder.PROGRAM.toString()) : installed.lines().toList();
    }

    /** With the Java that runs the tests. */
    static Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "TABELLION_JAVA_OPTS",
                String.join(" ", OwnJava.SHORT_LIVED));
    }

    /** Its first run lays out what was packaged: that must not count as a server's slow start. */
    private static final class Holder {

        static final Path PROGRAM = laidOut();

        private static Path laidOut() {
            var project = Path.of("..").toAbsolutePath().normalize();
            if (!Files.isRegularFile(project.resolve("server/target/tabellion.jar"))) {
                throw new AssertionError("nothing is packaged in " + project + ": run mvn package");
            }
            var program = project.resolve("bin/run-built");
            try {
                var builder = new ProcessBuilder(program.toString(), "--version").inheritIO();
                builder.environment().putAll(environment());
                var process = builder.start();
                if (!process.waitFor(LAY_OUT_MINUTES, TimeUnit.MINUTES)
                        || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new AssertionError(program + " does not run: see target/lay-out.log");
                }
                return program;
            } catch (IOException e) {
                throw new UncheckedIOException("running " + program, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while running " + program, e);
            }
        }
    }
}
