package dev.tabellion.server.postgres;

import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts PostgreSQL's programs the way they insist on: never as root. For root it enters a user
 * namespace in which the process owns the same files and is nobody.
 */
final class Launcher {

    private static final String ROOT = "root";

    private final List<String> prefix;

    private Launcher(List<String> prefix) {
        this.prefix = prefix;
    }

    static Launcher ofThisUser() {
        if (!ROOT.equals(System.getProperty("user.name"))) {
            return new Launcher(List.of());
        }
        if (!succeeds(List.of("unshare", "-U", "true"))) {
            throw new StartupRefused(
                    "PostgreSQL refuses to run as root, and this machine does not let root enter a"
                            + " user namespace (unshare -U failed). Run Tabellion as an ordinary user,"
                            + " or give it a PostgreSQL of your own with --database JDBC_URL.");
        }
        return new Launcher(List.of("unshare", "-U"));
    }

    /** Runs a program to its end and answers what it wrote. */
    Outcome run(String... command) {
        try {
            var process = prepared(List.of(command)).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new StartupRefused("The program " + command[0] + " cannot be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command[0], e);
        }
    }

    /**
     * Starts a program that stays. It gets a session of its own: Ctrl-C at a terminal goes to the
     * whole foreground group, and the database must outlive the requests that still use it.
     */
    Process spawn(List<String> command, Path log) throws IOException {
        var own = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            own.add("/usr/bin/setsid");
        }
        own.addAll(command);
        var process =
                prepared(own)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        process.getOutputStream().close();
        return process;
    }

    private ProcessBuilder prepared(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        var builder = new ProcessBuilder(whole);
        builder.environment().put("LC_ALL", "C"); // we read the messages
        return builder;
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How a program ended, and what it said. */
    record Outcome(int exitCode, String output) {

        boolean failed() {
            return exitCode != 0;
        }
    }
}
