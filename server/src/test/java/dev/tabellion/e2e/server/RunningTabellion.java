package dev.tabellion.e2e.server;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.server.Alarms.Alarm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tabellion as an operator starts it: a process of its own, on an embedded database. */
public final class RunningTabellion implements RunningServer {

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> environment;
    private final Endpoint endpoint;
    private Background process;

    private RunningTabellion(
            List<String> command, Path folder, Map<String, String> environment, Endpoint endpoint) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.environment = environment;
        this.endpoint = endpoint;
        this.process = launch();
    }

    static RunningTabellion start(Path folder, Optional<TokenAuth> auth) {
        return start(folder, auth, List.of());
    }

    static RunningTabellion start(
            Path folder, Optional<TokenAuth> auth, List<String> furtherOptions) {
        return start(folder, auth, furtherOptions, Map.of());
    }

    static RunningTabellion start(
            Path folder,
            Optional<TokenAuth> auth,
            List<String> furtherOptions,
            Map<String, String> environment) {
        var options = new ArrayList<>(furtherOptions);
        auth.ifPresent(
                it -> options.addAll(List.of("--config", configuration(folder, it).toString())));
        return start(folder, options, environment);
    }

    /** With further options, everything kept under this folder. */
    public static RunningTabellion start(Path folder, List<String> options) {
        return start(folder, options, Map.of());
    }

    /** With these variables in its environment besides. */
    public static RunningTabellion start(
            Path folder, List<String> options, Map<String, String> environment) {
        return start(Built.program(), folder, options, environment);
    }

    /** By this program in its place. */
    public static RunningTabellion start(
            List<String> program,
            Path folder,
            List<String> options,
            Map<String, String> environment) {
        var server = launched(program, folder, options, environment);
        return Readiness.orClosed(server, server::awaitHealth);
    }

    /** One that will not say that all is well: returns when it answers at all. */
    public static RunningTabellion startUnwell(Path folder, List<String> options) {
        var server = launched(Built.program(), folder, options, Map.of());
        int port = server.endpoint.url().getPort();
        return Readiness.orClosed(server, () -> Readiness.awaitListening(port, server.process));
    }

    private static RunningTabellion launched(
            List<String> program,
            Path folder,
            List<String> options,
            Map<String, String> environment) {
        int port = FreePort.pick();
        Path data = folder.resolve("data");
        if (!options.contains(CommandLine.DATABASE)) {
            MadeDatabase.SERVERS.under(data);
        }
        var command = new ArrayList<>(program);
        command.add("serve");
        command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        command.addAll(options);
        var endpoint =
                new Endpoint(URI.create("https://localhost:" + port), data.resolve("tls/ca.pem"));
        return new RunningTabellion(command, folder, environment, endpoint);
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Where it keeps everything. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Returns when it says that all is well, as it does some time after something was not. */
    public void awaitHealth() {
        Readiness.awaitHealth(endpoint, process);
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void restart() {
        process = launch();
        Readiness.awaitHealth(endpoint, process);
    }

    /** With something that is not as it should be; returns when it answers at all. */
    public void restartUnwell() {
        process = launch();
        Readiness.awaitListening(endpoint.url().getPort(), process);
    }

    @Override
    public void killWithDatabase() {
        process.kill();
        killPostmaster();
    }

    @Override
    public int terminate() {
        return process.terminate();
    }

    /** Ctrl-C, and again before it has ended; returns its exit code. */
    public int interruptTwice() {
        process.interrupt();
        process.interrupt();
        return process.exitCode();
    }

    @Override
    public String lastWords() {
        return process.lastWords();
    }

    @Override
    public List<Alarm> alarms() {
        return Alarms.of(data());
    }

    /** Whether it runs or was ended or killed. */
    @Override
    public void audit() {
        LogAudit.ofEmbedded(data());
    }

    /**
     * Audited. Whatever survived is killed: the database of a killed server would run on for ever.
     */
    @Override
    public void close() {
        try {
            audit();
        } finally {
            closeUnaudited();
        }
    }

    /** For who wrote into its database and knows that its log is wrong. */
    public void closeUnaudited() {
        process.close();
        killPostmaster();
    }

    private void killPostmaster() {
        new LeftPostmaster(data()).kill();
    }

    private Background launch() {
        var variables = new HashMap<>(Built.environment());
        variables.putAll(environment);
        return Background.start(command, folder, variables, folder.resolve("tabellion.log"));
    }

    private static Path configuration(Path folder, TokenAuth auth) {
        var settings =
                """
                tabellion.auth.type=token
                tabellion.auth.realm=%s
                tabellion.auth.service=%s
                tabellion.auth.issuer=%s
                tabellion.auth.root-cert-bundle=%s
                tabellion.auth.autoredirect=%s
                """
                        .formatted(
                                auth.realm(),
                                auth.service(),
                                auth.issuer(),
                                auth.rootCertificates(),
                                auth.autoRedirect());
        try {
            return Files.writeString(folder.resolve("tabellion.properties"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the configuration in " + folder, e);
        }
    }
}
