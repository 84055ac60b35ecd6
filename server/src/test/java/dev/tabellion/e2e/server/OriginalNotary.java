package dev.tabellion.e2e.server;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.pki.OpenSsl;
import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.process.Program;
import dev.tabellion.e2e.server.Alarms.Alarm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Debian's {@code notary-server} with its {@code notary-signer}: what the clients were made for.
 * Killing it kills the server alone: signer and database are machines of their own.
 */
public final class OriginalNotary implements RunningServer {

    /** Of its signer's keys, as its environment has it. */
    public static final Map<String, String> PASSPHRASE =
            Map.of("NOTARY_SIGNER_TIMESTAMP_1", "correct horse battery");

    private final Path folder;
    private final NotaryStorage storage;
    private final Endpoint endpoint;
    private final Background signer;
    private Background server;

    private OriginalNotary(
            Path folder, NotaryStorage storage, Endpoint endpoint, Background signer) {
        this.folder = folder;
        this.storage = storage;
        this.endpoint = endpoint;
        this.signer = signer;
        this.server = launch(Program.NOTARY_SERVER, folder, Map.of());
    }

    /** One on this storage, which it closes, open to all. */
    public static OriginalNotary start(Path folder, NotaryStorage storage) {
        return start(folder, storage, Optional.empty());
    }

    static OriginalNotary start(Path folder, NotaryStorage storage, Optional<TokenAuth> auth) {
        int port = FreePort.pick();
        int signerPort = FreePort.pick();
        var openSsl = new OpenSsl(folder);
        Certified authority = openSsl.authority("authority");
        Certified tls = openSsl.localhost("localhost", authority);
        var files = new NotaryFiles(authority, tls, signerPort, "ecdsa");
        write(folder, Program.NOTARY_SIGNER, files.signer(storage));
        write(folder, Program.NOTARY_SERVER, files.server(port, storage, auth));
        Background signer = launch(Program.NOTARY_SIGNER, folder, PASSPHRASE);
        Readiness.awaitListening(signerPort, signer);
        var endpoint =
                new Endpoint(URI.create("https://localhost:" + port), authority.certificate());
        var notary = new OriginalNotary(folder, storage, endpoint, signer);
        return Readiness.orClosed(notary, () -> Readiness.awaitHealth(endpoint, notary.server));
    }

    /** From now on it asks its signer for keys of this kind. */
    public void makeKeys(String algorithm) {
        Path configuration = folder.resolve(configOf(Program.NOTARY_SERVER));
        try {
            String before = Files.readString(configuration);
            Files.writeString(
                    configuration,
                    before.replaceFirst(
                            "\"key_algorithm\": \"[a-z0-9]+\"",
                            "\"key_algorithm\": \"" + algorithm + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException("configuring the kind of keys in " + folder, e);
        }
        kill();
        restart();
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void kill() {
        server.kill();
    }

    /** The original has no database of its own: killing it is all there is to do. */
    @Override
    public void killWithDatabase() {
        kill();
    }

    @Override
    public int terminate() {
        return server.terminate();
    }

    @Override
    public void restart() {
        server = launch(Program.NOTARY_SERVER, folder, Map.of());
        Readiness.awaitHealth(endpoint, server);
    }

    @Override
    public String lastWords() {
        return server.lastWords();
    }

    /** It has no log: that is why there is another server. */
    @Override
    public List<Alarm> alarms() {
        return List.of();
    }

    @Override
    public void audit() {}

    @Override
    public void close() {
        server.close();
        signer.close();
        storage.close();
    }

    private static Background launch(Program program, Path folder, Map<String, String> secrets) {
        var command = List.of(program.find().toString(), "-config", configOf(program));
        return Background.start(command, folder, secrets, folder.resolve(program + ".log"));
    }

    private static String configOf(Program program) {
        return program + ".json";
    }

    private static void write(Path folder, Program program, String json) {
        try {
            Files.writeString(folder.resolve(configOf(program)), json);
        } catch (IOException e) {
            throw new UncheckedIOException("configuring " + program + " in " + folder, e);
        }
    }
}
