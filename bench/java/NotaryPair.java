import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The peer as Debian ships it: notary-server and notary-signer on PostgreSQL; never tuned against
 * its users' setup.
 */
final class NotaryPair implements Contender {

    private final Path home;
    private final Path bench;
    private final Path pki;
    private final String cores;
    private final int port;
    private final PeerPostgres postgres;
    private Running server;
    private Running signer;

    NotaryPair(Path home, Path bench, Path pki, Path binaries, String cores, int port) {
        this.home = home;
        this.bench = bench;
        this.pki = pki;
        this.cores = cores;
        this.port = port;
        this.postgres = new PeerPostgres(home, binaries, cores, port + 2);
    }

    @Override
    public String name() {
        return "notary";
    }

    @Override
    public void start() {
        Map<String, Path> schema = new LinkedHashMap<>();
        schema.put("notaryserver", bench.resolve("notary-server.sql"));
        schema.put("notarysigner", bench.resolve("notary-signer.sql"));
        postgres.start(schema);
        // The signer ends itself where its database is not there, the server where its signer is
        // not.
        signer =
                run(
                        "notary-signer",
                        signerConfiguration(),
                        Map.of("NOTARY_SIGNER_BENCH", "bench passphrase"));
        Ready.await(signer, () -> Ready.listens(port + 1));
        server = run("notary-server", serverConfiguration(), Map.of());
        Ready.await(
                server,
                () -> Ready.listens(port) && Ready.answers(endpoint(), "/_notary_server/health"));
    }

    @Override
    public void stop() {
        for (Running process : new Running[] {server, signer}) {
            if (process != null) {
                process.stop();
            }
        }
        postgres.stop();
    }

    @Override
    public boolean alive() {
        return server.alive() && signer.alive();
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.of(port, pki.resolve("ca.pem"));
    }

    @Override
    public List<Long> servers() {
        return List.of(server.pid(), signer.pid());
    }

    @Override
    public List<Long> roots() {
        return List.of(server.pid(), signer.pid(), postgres.pid());
    }

    @Override
    public String lastWords() {
        return server.lastWords();
    }

    private Running run(String program, String configuration, Map<String, String> environment) {
        try {
            Path file = Files.writeString(home.resolve(program + ".json"), configuration);
            Path log = home.resolve(program + ".log");
            return Running.pinned(
                    cores, program, log, environment, List.of(program, "-config", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("configuring " + program, e);
        }
    }

    private String serverConfiguration() {
        return """
        {"server": {"http_addr": "127.0.0.1:%d", "tls_key_file": "%s", "tls_cert_file": "%s"},
         "trust_service": {"type": "remote", "hostname": "127.0.0.1", "port": "%d", "key_algorithm": "ecdsa",
          "tls_ca_file": "%s", "tls_client_cert": "%s", "tls_client_key": "%s"},
         "storage": {"backend": "postgres", "db_url": "%s"},
         "logging": {"level": "error"}}
        """
                .formatted(
                        port,
                        pki.resolve("localhost.key"),
                        pki.resolve("localhost.pem"),
                        port + 1,
                        pki.resolve("ca.pem"),
                        pki.resolve("notary-server.pem"),
                        pki.resolve("notary-server.key"),
                        postgres.url("notaryserver"));
    }

    private String signerConfiguration() {
        return """
        {"server": {"grpc_addr": "127.0.0.1:%d", "tls_key_file": "%s", "tls_cert_file": "%s",
          "client_ca_file": "%s"},
         "storage": {"backend": "postgres", "db_url": "%s", "default_alias": "bench"},
         "logging": {"level": "error"}}
        """
                .formatted(
                        port + 1,
                        pki.resolve("localhost.key"),
                        pki.resolve("localhost.pem"),
                        pki.resolve("ca.pem"),
                        postgres.url("notarysigner"));
    }
}
