package dev.tabellion.e2e.client;

import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real {@code docker trust} command line on one machine, for one image repository. There is no
 * daemon, nor need of one.
 */
public final class DockerTrust {

    private final Endpoint endpoint;
    private final Path config;
    private final String repository;

    /** A machine whose Docker configuration lies in this folder. */
    public DockerTrust(Endpoint endpoint, Path config, String repository) {
        this.endpoint = endpoint;
        this.config = config;
        this.repository = repository;
        believe(endpoint);
    }

    public Outcome inspect() {
        return run("inspect", repository);
    }

    /** What an inspection reports of the repository, which must succeed. */
    public JsonNode report() {
        return JsonMapper.shared().readTree(inspect().succeeds().out()).path(0);
    }

    /** Who signed the tag; nobody if it is not signed. */
    public List<String> signersOf(String tag) {
        return report().path("SignedTags")
                .valueStream()
                .filter(signed -> signed.path("SignedTag").asString().equals(tag))
                .flatMap(signed -> signed.path("Signers").valueStream())
                .map(JsonNode::asString)
                .sorted()
                .toList();
    }

    /** Who may sign. */
    public List<String> signers() {
        return report().path("Signers")
                .valueStream()
                .map(signer -> signer.path("Name").asString())
                .sorted()
                .toList();
    }

    public Outcome generateKey(String signer) {
        return run("key", "generate", signer);
    }

    /** Adds a signer whose key was generated here. */
    public Outcome addSigner(String signer) {
        return run("signer", "add", "--key", signer + ".pub", signer, repository);
    }

    /**
     * Removes a signer of the last release, saying yes to the question that follows from it. Not
     * with {@code --force}: docker 28.2.2 then leaves the signer in place and reports success.
     */
    public Outcome removeSigner(String signer) {
        return answering("y\n", "signer", "remove", signer, repository);
    }

    public Outcome sign(String tag) {
        return run("sign", repository + ":" + tag);
    }

    public Outcome revoke(String tag) {
        return run("revoke", "-y", repository + ":" + tag);
    }

    /** The notary client on this machine's trust directory: it shares docker's keys. */
    public NotaryClient notary() {
        return new NotaryClient(endpoint, config, repository);
    }

    private Outcome run(String... arguments) {
        return answering("", arguments);
    }

    private Outcome answering(String words, String... arguments) {
        return Program.DOCKER.answering(
                words,
                config,
                Map.of(
                        "DOCKER_CONFIG",
                        config.toString(),
                        "DOCKER_HOST",
                        "unix://" + config.resolve("no-daemon.sock"),
                        "DOCKER_CONTENT_TRUST_SERVER",
                        endpoint.url().toString(),
                        "DOCKER_CONTENT_TRUST_ROOT_PASSPHRASE",
                        NotaryClient.PASSPHRASE,
                        "DOCKER_CONTENT_TRUST_REPOSITORY_PASSPHRASE",
                        NotaryClient.PASSPHRASE),
                Stream.concat(Stream.of("trust"), Stream.of(arguments)).toList());
    }

    private void believe(Endpoint server) {
        try {
            Path folder =
                    Files.createDirectories(config.resolve("tls").resolve(server.authority()));
            Files.copy(server.caFile(), folder.resolve("ca.crt"));
        } catch (IOException e) {
            throw new UncheckedIOException("trusting " + server + " in " + config, e);
        }
    }
}
