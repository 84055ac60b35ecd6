import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The publish rows: system after system for each kind and number of connections, round after round.
 */
final class Publishes {

    private static final int STEADY_CAP_SECONDS = 60;

    /**
     * Who keeps a log has as much again for the compiler to learn, which is no cost that lasts: a
     * server that has published for a minute takes a third less than one that has for ten seconds.
     */
    private static final int LONGER = 12;

    private final House house;
    private final List<Contender> systems;
    private final Survival survival;
    private final Results results;
    private int serial;

    Publishes(House house, List<Contender> systems, Survival survival, Results results) {
        this.house = house;
        this.systems = systems;
        this.survival = survival;
        this.results = results;
    }

    void run(Plan plan, Budget budget) {
        systems.forEach(system -> warm(system, plan));
        var load =
                new PublishLoad(
                        house.rootKey(),
                        plan.collections(),
                        plan.publishes(),
                        plan.publishCapSeconds());
        for (int round = 0; round < plan.rounds() && budget.allows(round); round++) {
            System.err.println("publish: round " + (round + 1));
            for (boolean serverHeld : new boolean[] {false, true}) {
                for (int connections : new int[] {1, 16}) {
                    for (Contender system : systems) {
                        measure(load, system, serverHeld, connections, round);
                    }
                }
            }
            if (isOfTheLog()) {
                steady(plan, round);
            }
        }
    }

    /** What the log costs shows at a moderate rate in other figures than where all cores are busy. */
    private boolean isOfTheLog() {
        return systems.stream().anyMatch(system -> system.name().equals(LogReport.UNLOGGED));
    }

    private void steady(Plan plan, int round) {
        var load =
                new PublishLoad(
                        house.rootKey(), plan.collections(), plan.publishes(), STEADY_CAP_SECONDS);
        for (Contender system : systems) {
            add(
                    survival.of(
                            system,
                            "publishes at " + plan.perSecond() + " a second",
                            () -> load.steady(system, prefix(), 16, plan.perSecond())),
                    system,
                    round);
        }
    }

    private void measure(
            PublishLoad load, Contender system, boolean serverHeld, int connections, int round) {
        boolean lagging =
                isOfTheLog()
                        && connections > 1
                        && !serverHeld
                        && !system.name().equals(LogReport.UNLOGGED);
        try (Lags _ = lagging ? Lags.watch(system, results, round) : null) {
            add(
                    survival.of(
                            system,
                            "publishes on " + connections + " connections",
                            () -> load.run(system, prefix(), serverHeld, connections)),
                    system,
                    round);
        }
    }

    private void add(
            Optional<Map<PublishRow, Sample>> samples, Contender system, int round) {
        samples.ifPresent(
                all ->
                        all.forEach(
                                (row, sample) -> results.add(row, system.name(), round, sample)));
    }

    /**
     * The same time of the same work for everyone; a compiler that learns may need more of it than
     * there is.
     */
    private void warm(Contender system, Plan plan) {
        System.err.println("publish: warming " + system.name());
        int seconds = plan.warmSeconds() * (isOfTheLog() ? LONGER : 1);
        var load = new PublishLoad(house.rootKey(), 16, plan.publishes(), seconds);
        for (boolean serverHeld : new boolean[] {false, true}) {
            long until = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() < until) {
                survival.of(
                        system,
                        "warming publishes",
                        () -> load.run(system, prefix(), serverHeld, 16));
            }
        }
    }

    /** Names are never used twice, not even for a second try. */
    private String prefix() {
        return "bench/publish-" + serial++;
    }
}
