import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The read rows: system after system within each row, row after row within each round. */
final class Reads {

    private final House house;
    private final List<Contender> systems;
    private final Survival survival;
    private final Results results;
    private final Map<String, Publication> founded = new HashMap<>();
    private final Map<String, byte[]> expected = new HashMap<>();

    Reads(House house, List<Contender> systems, Survival survival, Results results) {
        this.house = house;
        this.systems = systems;
        this.survival = survival;
        this.results = results;
    }

    void run(Plan plan, Budget budget) {
        found();
        var wrk = new Wrk(house.bench().resolve("wrk-report.lua"), house.machine().loadCores());
        for (Contender system : systems) {
            System.err.println("reads: warming " + system.name());
            ReadRow.all().stream()
                    .filter(row -> row.connections() == 64)
                    .forEach(row -> read(wrk, system, row, plan.warmSeconds()));
        }
        for (int round = 0; round < plan.rounds() && budget.allows(round); round++) {
            System.err.println("reads: round " + (round + 1));
            for (ReadRow row : ReadRow.all()) {
                for (Contender system : systems) {
                    int number = round;
                    survival.of(
                                    system,
                                    row.what(),
                                    () -> read(wrk, system, row, plan.readSeconds()))
                            .ifPresent(sample -> results.add(row, system.name(), number, sample));
                }
            }
        }
        systems.forEach(this::requireUnchanged);
    }

    private Sample read(Wrk wrk, Contender system, ReadRow row, int seconds) {
        return wrk.run(system, path(system, row.document()), row, seconds);
    }

    /** One collection in each system; nginx shows the files of the system it is the limit for. */
    private void found() {
        for (Contender system : systems) {
            if (system instanceof Nginx nginx) {
                Contender model = systems.get(systems.size() - 2);
                founded.put(nginx.name(), founded.get(model.name()));
                for (var document : ReadRow.Document.values()) {
                    nginx.lay(path(model, document), expected.get(model.name() + document));
                }
            } else {
                founded.put(
                        system.name(),
                        PublishLoad.found(system.endpoint(), "bench/read", house.rootKey()));
            }
            for (var document : ReadRow.Document.values()) {
                String path = path(system, document);
                expected.put(
                        system.name() + document,
                        system.endpoint().get(path).orFail("GET " + path).body());
            }
        }
    }

    /** wrk looks at no body: what was served before the rounds must still be served after them. */
    private void requireUnchanged(Contender system) {
        for (var document : ReadRow.Document.values()) {
            byte[] now =
                    system.endpoint()
                            .get(path(system, document))
                            .orFail("GET after the rounds")
                            .body();
            if (!Arrays.equals(now, expected.get(system.name() + document))) {
                throw new IllegalStateException(
                        system.name() + " changed what it serves for " + document);
            }
        }
    }

    private String path(Contender system, ReadRow.Document document) {
        var collection = founded.get(system.name());
        String file =
                switch (document) {
                    case TIMESTAMP -> "timestamp.json";
                    case ROOT -> collection.rootByHash();
                };
        return Collection.path(collection.collection(), file);
    }
}
