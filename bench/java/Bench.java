import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Starts the systems, lets the rounds run and prints the tables; never leaves a server behind. */
final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        try {
            run(arguments);
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            System.exit(refusal.status());
        } catch (RuntimeException broken) {
            // What it was doing stands in the message; where in this program helps its authors
            // only.
            if (System.getenv("BENCH_TRACE") != null) {
                broken.printStackTrace();
            }
            System.err.println("bench: " + broken.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] arguments) throws IOException {
        Path bench = Path.of(System.getProperty("bench.home"));
        Options options = Options.parse(arguments, bench.getParent());
        Machine.requireTools(options);
        boolean settled = options.has("tabellion-unlogged");
        Plan plan = Plan.of(options.quick(), settled);
        var results = new Results();
        // Opening may build Tabellion first: that is nobody's measuring time.
        try (var house = House.open(bench, options)) {
            endAtLatest(plan);
            String setting = new Setting(house, options).markdown();
            try {
                measure(house, options, plan, results);
            } catch (RuntimeException broken) {
                results.note("the run ended here: " + broken.getMessage());
                throw broken;
            } finally {
                String head = setting + house.negotiated();
                print(bench, Report.of(results, head));
            }
        }
    }

    private static void measure(House house, Options options, Plan plan, Results results) {
        Budget budget = Budget.of(plan.budget());
        if (options.has(Options.Part.START)) {
            new Starts(house, results).run(plan, budget.share(0.25));
        }
        if (options.has(Options.Part.SIGNER)) {
            boolean alone = options.parts().size() == 1;
            new Signatures(house.pace(Pace.Program.SIGNER), results)
                    .run(plan, budget.share(alone ? 0.95 : 0.4));
        }
        if (options.has(Options.Part.LOG)) {
            boolean alone = options.parts().size() == 1;
            new Sequences(house.pace(Pace.Program.LOG), results)
                    .run(plan, budget.share(alone ? 0.95 : 0.3));
        }
        if (options.has(Options.Part.READS) || options.has(Options.Part.PUBLISH)) {
            load(house, options, plan, budget, results);
        }
    }

    private static void load(
            House house, Options options, Plan plan, Budget budget, Results results) {
        List<Contender> systems = house.startAll();
        var survival = new Survival(results);
        pause(2_000);
        systems.forEach(system -> results.addMemory(system, "idle"));
        if (options.has(Options.Part.READS)) {
            boolean publishToo = options.has(Options.Part.PUBLISH);
            new Reads(house, systems, survival, results)
                    .run(plan, publishToo ? budget.share(0.5) : budget);
            systems.forEach(system -> results.addMemory(system, "after reads"));
        }
        if (options.has(Options.Part.PUBLISH)) {
            List<Contender> publishers =
                    systems.stream().filter(system -> !(system instanceof Nginx)).toList();
            new Publishes(house, publishers, survival, results).run(plan, budget);
            publishers.forEach(system -> results.addMemory(system, "after publishes"));
        }
    }

    private static void print(Path bench, String report) throws IOException {
        System.out.print(report);
        String name =
                LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss"))
                        + ".md";
        Path file = Files.createDirectories(bench.resolve("results")).resolve(name);
        Files.writeString(file, report);
        System.out.println("\nwritten to " + bench.getParent().relativize(file));
    }

    /** However a server hangs, the run ends; bench/run then sweeps up. */
    private static void endAtLatest(Plan plan) {
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            pause(plan.budget().plusSeconds(60).toMillis());
                            System.err.println(
                                    "bench: still not done a minute after its time; giving up");
                            Runtime.getRuntime().halt(3);
                        });
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis); // a watchdog: time is what it waits for
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
