import java.util.Arrays;

/** How long the systems take from nothing, and again on their data, until they serve. */
final class Starts {

    private final House house;
    private final Results results;

    Starts(House house, Results results) {
        this.house = house;
        this.results = results;
    }

    void run(Plan plan, Budget budget) {
        for (int round = 0; round < plan.startRounds() && budget.allows(round); round++) {
            for (String name : house.notaries()) {
                measure(house.fresh(name));
            }
        }
    }

    private void measure(Contender system) {
        System.err.println("start: " + system.name());
        double first = seconds(system::start);
        var founded = PublishLoad.found(system.endpoint(), "bench/start", house.rootKey());
        String path = Collection.path(founded.collection(), "timestamp.json");
        byte[] before = system.endpoint().get(path).orFail("GET " + path).body();
        system.stop();
        double restart = seconds(system::start);
        byte[] after =
                system.endpoint().get(path).orFail("GET " + path + " after a restart").body();
        if (!Arrays.equals(before, after)) {
            throw new IllegalStateException(
                    system.name() + " serves another timestamp after its restart");
        }
        system.stop();
        results.addStarts(system.name(), first, restart);
    }

    private static double seconds(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / 1e9;
    }
}
