import java.util.List;

/**
 * The publish rows: system after system for each kind and number of connections, round after round.
 */
final class Publishes {

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
        }
    }

    private void measure(
            PublishLoad load, Contender system, boolean serverHeld, int connections, int round) {
        survival.of(
                        system,
                        "publishes on " + connections + " connections",
                        () -> load.run(system, prefix(), serverHeld, connections))
                .ifPresent(
                        samples ->
                                samples.forEach(
                                        (row, sample) ->
                                                results.add(row, system.name(), round, sample)));
    }

    /**
     * The same time of the same work for everyone; a compiler that learns may need more of it than
     * there is.
     */
    private void warm(Contender system, Plan plan) {
        System.err.println("publish: warming " + system.name());
        var load = new PublishLoad(house.rootKey(), 16, plan.publishes(), plan.warmSeconds());
        for (boolean serverHeld : new boolean[] {false, true}) {
            long until = System.nanoTime() + plan.warmSeconds() * 1_000_000_000L;
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
