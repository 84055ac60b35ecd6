import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes the systems of one run and knows all it made, so that closing it ends them all. */
final class House implements AutoCloseable {

    private final Path bench;
    private final Path work;
    private final Options options;
    private final Machine machine;
    private final Path pki;
    private final Path postgres;
    private final List<Contender> made = new ArrayList<>();
    private final List<Pace> paces = new ArrayList<>();
    private final StringBuilder negotiated = new StringBuilder();
    private int homes;

    private House(
            Path bench, Path work, Options options, Machine machine, Path pki, Path postgres) {
        this.bench = bench;
        this.work = work;
        this.options = options;
        this.machine = machine;
        this.pki = pki;
        this.postgres = postgres;
    }

    static House open(Path bench, Options options) throws IOException {
        Path work = Path.of(System.getProperty("bench.work"));
        Machine machine = Machine.split(options.cores());
        for (int port : new int[] {0, 10, 11, 12, 20, 22, 23, 24, 25, 26}) {
            if (Ready.listens(options.ports() + port)) {
                throw new Refusal(
                        "port "
                                + (options.ports() + port)
                                + " is taken; choose others with --ports");
            }
        }
        if (options.hasTabellion() || options.hasPace()) {
            Tabellion.prepare(options.tabellion(), bench.getParent());
        }
        Path pki = Files.createDirectory(work.resolve("pki"));
        Shell.run(List.of(bench.resolve("pki").toString(), pki.toString()));
        boolean own = options.has("notary") || options.hasPace();
        Path postgres = own ? PostgresBinaries.find(work) : work;
        var house = new House(bench, work, options, machine, pki, postgres);
        Runtime.getRuntime().addShutdownHook(new Thread(house::close));
        return house;
    }

    Path bench() {
        return bench;
    }

    Path work() {
        return work;
    }

    Machine machine() {
        return machine;
    }

    Path postgresBinaries() {
        return postgres;
    }

    SigningKey rootKey() {
        return SigningKey.certified(pki.resolve("root.key"), pki.resolve("root.pem"));
    }

    /** A system on a directory of its own that nobody has used. */
    Contender fresh(String system) {
        Path home = home(system);
        String cores = machine.serverCores();
        int port = options.ports();
        Contender contender =
                switch (system) {
                    case "notary" -> new NotaryPair(home, bench, pki, postgres, cores, port + 10);
                    case "tabellion" ->
                            new Tabellion(
                                    system,
                                    home,
                                    options.tabellion(),
                                    cores,
                                    port + 20,
                                    List.of());
                    case "tabellion-unlogged" ->
                            new Tabellion(
                                    system,
                                    home,
                                    options.tabellion(),
                                    cores,
                                    port + 24,
                                    List.of("--log", "none"));
                    case "tabellion-split" ->
                            new TabellionSplit(
                                    home, options.tabellion(), cores, port + 22, port + 23);
                    case "nginx" -> new Nginx(home, pki, cores, machine.serverCoreCount(), port);
                    default -> throw new IllegalArgumentException("no such system: " + system);
                };
        synchronized (made) {
            made.add(contender);
        }
        return contender;
    }

    /** A domain alone, which is no system: it has rows of its own. */
    Pace pace(Pace.Program program) {
        var pace =
                new Pace(
                        program,
                        home(program.name().toLowerCase(Locale.ROOT)),
                        bench.getParent(),
                        postgres,
                        machine,
                        options.ports() + 25 + program.ordinal());
        synchronized (made) {
            paces.add(pace);
        }
        return pace;
    }

    /** The systems that hold collections: all but the one that only shows files. */
    List<String> notaries() {
        return options.systems().stream().filter(system -> !system.equals("nginx")).toList();
    }

    List<Contender> startAll() {
        List<Contender> systems = options.systems().stream().map(this::fresh).toList();
        for (Contender system : systems) {
            system.start();
            negotiated.append("- TLS of ").append(system.name()).append(": ");
            negotiated.append(system.endpoint().negotiated()).append('\n');
        }
        return systems;
    }

    String negotiated() {
        return negotiated.toString();
    }

    @Override
    public void close() {
        synchronized (made) {
            made.reversed().forEach(Contender::stop);
            made.clear();
            paces.forEach(Pace::stop);
            paces.clear();
        }
    }

    private Path home(String system) {
        try {
            return Files.createDirectory(work.resolve(system + "-" + homes++));
        } catch (IOException e) {
            throw new UncheckedIOException("making a directory for " + system, e);
        }
    }
}
