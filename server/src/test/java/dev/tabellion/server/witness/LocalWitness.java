package dev.tabellion.server.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.trust.TrustDomains;
import dev.tabellion.signer.witness.CosigningKey;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A witness as it is configured in earnest, within this JVM, on a port of its own. */
public final class LocalWitness implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    private final VerifierKey key;
    private final int port;

    private LocalWitness(ConfigurableApplicationContext context) {
        this.context = context;
        this.key = context.getBean(CosigningKey.class).key();
        this.port = listening(context);
    }

    private static int listening(ConfigurableApplicationContext context) {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        if (server == null) {
            throw new IllegalStateException("a witness that does not listen");
        }
        return server.getPort();
    }

    /** On what another left in this folder, if one did. */
    public static LocalWitness start(Path folder, String name, VerifierKey log) {
        return start(folder, name, log, 0);
    }

    public static LocalWitness start(Path folder, String name, VerifierKey log, int port) {
        Path policy = folder.resolveSibling(folder.getFileName() + ".policy");
        write(policy, "log " + log.vkey() + "\nquorum none\n");
        return new LocalWitness(
                new SpringApplicationBuilder(WitnessConfiguration.class)
                        .profiles(TrustDomains.WITNESS_ALONE)
                        .run(
                                "--tabellion.witness.name=" + name,
                                "--tabellion.witness.policy=" + policy,
                                "--tabellion.data=" + folder,
                                "--tabellion.port=" + port,
                                "--tabellion.http=true"));
    }

    public VerifierKey key() {
        return key;
    }

    public int port() {
        return port;
    }

    public URI url() {
        return URI.create("http://localhost:" + port() + "/");
    }

    HttpResponse<String> add(AddCheckpoint asked) throws Exception {
        return add(asked.bytes());
    }

    HttpResponse<String> add(String body) throws Exception {
        return add(Bytes.utf8(body));
    }

    HttpResponse<String> add(Bytes body) throws Exception {
        var publisher = BodyPublishers.ofByteArray(body.toArray());
        return send(HttpRequest.newBuilder(url().resolve("add-checkpoint")).POST(publisher));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(url().resolve(path)));
    }

    HttpResponse<String> send(HttpRequest.Builder question) throws Exception {
        return client.send(question.build(), BodyHandlers.ofString());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
