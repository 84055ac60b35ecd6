import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tabellion with its signer in a process of its own on a PostgreSQL of its own, mutual TLS between
 * them, as docs/operating.md has it set up; all of it on the servers' cores.
 */
final class TabellionSplit implements Contender {

    private static final String ASKER = "bench.example.com";

    private final Path data;
    private final Path log;
    private final Path credentials;
    private final List<String> program;
    private final String cores;
    private final int signerPort;
    private final Tabellion server;
    private final LeftPostgres postgres;
    private Running signer;

    TabellionSplit(Path home, List<String> serve, String cores, int port, int signerPort) {
        this.data = home.resolve("data-signer");
        this.log = home.resolve("signer.log");
        this.credentials = home.resolve("for-the-server");
        this.program = program(serve);
        this.cores = cores;
        this.signerPort = signerPort;
        this.postgres = new LeftPostgres(data);
        var further =
                List.of(
                        "--signer",
                        "https://localhost:" + signerPort,
                        "--signer-credentials",
                        credentials.toString());
        this.server = new Tabellion("tabellion", home, serve, cores, port, further);
    }

    @Override
    public String name() {
        return "tabellion-split";
    }

    @Override
    public void start() {
        if (!Files.exists(credentials)) {
            Shell.run(
                    line(
                            "certificates",
                            "--for",
                            ASKER,
                            "--out",
                            credentials.toString(),
                            "--data",
                            data.toString()));
        }
        signer =
                Running.pinned(
                        cores,
                        "tabellion signer",
                        log,
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        line(
                                "signer",
                                "--asker",
                                ASKER,
                                "--port",
                                Integer.toString(signerPort),
                                "--data",
                                data.toString()));
        Ready.await(signer, () -> Ready.listens(signerPort));
        postgres.requireDurability();
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
        if (signer != null) {
            signer.stop();
        }
        postgres.end();
    }

    @Override
    public boolean alive() {
        return server.alive() && signer.alive();
    }

    @Override
    public Endpoint endpoint() {
        return server.endpoint();
    }

    @Override
    public List<Long> servers() {
        var servers = new ArrayList<>(server.servers());
        servers.add(Proc.largest(signer.pid()));
        return servers;
    }

    @Override
    public List<Long> roots() {
        var roots = new ArrayList<>(server.roots());
        roots.addAll(postgres.postmasters());
        roots.add(signer.pid());
        return roots;
    }

    @Override
    public String lastWords() {
        return server.lastWords() + "\nits signer:\n" + signer.lastWords();
    }

    private List<String> line(String... arguments) {
        var line = new ArrayList<>(program);
        line.addAll(List.of(arguments));
        return line;
    }

    /** The command that serves, without its last word. */
    private static List<String> program(List<String> serve) {
        if (!serve.getLast().equals("serve")) {
            throw new Refusal(
                    2,
                    "tabellion-split needs a --tabellion command that ends in serve, not "
                            + String.join(" ", serve));
        }
        return serve.subList(0, serve.size() - 1);
    }
}
