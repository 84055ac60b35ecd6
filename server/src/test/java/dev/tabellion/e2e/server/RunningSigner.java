package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A signer as an operator starts it: a process of its own, on an embedded database of its own. */
public final class RunningSigner implements AutoCloseable {

    /** The one that may ask, in its certificate. */
    public static final String ASKER = "notary.example.com";

    /** May have signed, and not read the journal. */
    public static final String NO_READER = "asks-only.example.com";

    private static final int LIMIT_SECONDS = 60;
    private static final List<String> AS_THE_MANUAL_SAYS =
            List.of("--reader", ASKER, "--asker", NO_READER);

    private final Path folder;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private Background process;

    private RunningSigner(
            Path folder, int port, List<String> command, Map<String, String> environment) {
        this.folder = folder;
        this.port = port;
        this.command = command;
        this.environment = environment;
        this.process = launch();
    }

    /** With further options, everything kept under this folder; returns when it listens. */
    public static RunningSigner start(Path folder, int port, List<String> options) {
        return start(Built.program(), folder, port, options, Map.of());
    }

    private static RunningSigner start(
            List<String> program,
            Path folder,
            int port,
            List<String> options,
            Map<String, String> environment) {
        var command = new ArrayList<>(program);
        command.addAll(List.of("signer", "--asker", ASKER));
        command.addAll(
                List.of("--port", Integer.toString(port), "--data", data(folder).toString()));
        command.addAll(options);
        var variables = new HashMap<>(Built.environment());
        variables.putAll(environment);
        MadeDatabase.SIGNERS.under(data(folder));
        var signer = new RunningSigner(folder, port, command, variables);
        try {
            signer.awaitListening();
            return signer;
        } catch (AssertionError | RuntimeException e) {
            signer.close();
            throw e;
        }
    }

    /** As the manual says: the server may also read the journal. */
    public static RunningSigner start(Path folder) {
        return start(folder, FreePort.pick(), AS_THE_MANUAL_SAYS);
    }

    /** The same by this program in its place, with these variables in its environment. */
    public static RunningSigner start(
            List<String> program, Path folder, Map<String, String> environment) {
        return start(program, folder, FreePort.pick(), AS_THE_MANUAL_SAYS, environment);
    }

    /**
     * Has a certificate issued by the authority of the signer that has or will have this folder.
     */
    public static Path credentials(Path folder, String name) {
        Path out = folder.resolve("for-" + name.replaceAll("[^a-z0-9.]", "-"));
        said(
                "certificates",
                "--for",
                name,
                "--out",
                out.toString(),
                "--data",
                data(folder).toString());
        return out;
    }

    /** What the program said when told this, which must not take long nor fail. */
    public static String said(String... arguments) {
        var command = new ArrayList<>(Built.program());
        command.addAll(List.of(arguments));
        try {
            var out = Files.createTempFile("said", ".txt");
            var builder = new ProcessBuilder(command).redirectOutput(out.toFile());
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(Built.environment());
            var process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("failed: " + command + "\n" + Files.readString(out));
            }
            var said = Files.readString(out);
            Files.delete(out);
            return said;
        } catch (IOException e) {
            throw new AssertionError("running " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    public URI url() {
        return at(port);
    }

    /** Where one on this port is reached. */
    public static URI at(int port) {
        return URI.create("https://localhost:" + port);
    }

    /** Of a server that asks this one. */
    public List<String> optionsOfServer() {
        return optionsOfServer(folder, port);
    }

    /** The same, whether there is a signer under this folder yet or not. */
    public static List<String> optionsOfServer(Path folder, int port) {
        return List.of(
                "--signer",
                at(port).toString(),
                "--signer-credentials",
                credentials(folder, ASKER).toString());
    }

    public Path data() {
        return data(folder);
    }

    public void kill() {
        process.kill();
    }

    public int terminate() {
        return process.terminate();
    }

    public void restart() {
        process = launch();
        awaitListening();
    }

    public String lastWords() {
        return process.lastWords();
    }

    @Override
    public void close() {
        process.close();
        new LeftPostmaster(data()).kill();
    }

    private void awaitListening() {
        Readiness.awaitListening(port, process);
    }

    private static Path data(Path folder) {
        return folder.resolve("data-signer");
    }

    private Background launch() {
        return Background.start(command, folder, environment, folder.resolve("signer.log"));
    }
}
