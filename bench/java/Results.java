import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Everything measured in one run, by row, system and round. Never forgets a round that looks odd.
 */
final class Results {

    /**
     * Memory of one system at one moment, in MB: its servers alone, and all its processes with
     * shared pages once.
     */
    record Memory(String system, String when, double servers, double everything) {}

    private final Map<Row, Map<String, TreeMap<Integer, Sample>>> samples = new LinkedHashMap<>();
    private final Map<String, List<Double>> firstStarts = new LinkedHashMap<>();
    private final Map<String, List<Double>> restarts = new LinkedHashMap<>();
    private final List<Memory> memory = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    void add(Row row, String system, int round, Sample sample) {
        samples.computeIfAbsent(row, r -> new LinkedHashMap<>())
                .computeIfAbsent(system, s -> new TreeMap<>())
                .put(round, sample);
        if (sample.failures() > 0) {
            note(
                    "%s, %d connections, %s: %s failed %d requests in round %d"
                            .formatted(
                                    row.what(),
                                    row.connections(),
                                    row.mode(),
                                    system,
                                    sample.failures(),
                                    round + 1));
        }
    }

    void addStarts(String system, double first, double restart) {
        firstStarts.computeIfAbsent(system, s -> new ArrayList<>()).add(first);
        restarts.computeIfAbsent(system, s -> new ArrayList<>()).add(restart);
    }

    void addMemory(Contender system, String when) {
        memory.add(
                new Memory(
                        system.name(),
                        when,
                        Proc.residentMegabytes(system.servers()),
                        Proc.proportionalMegabytes(system.roots())));
    }

    void note(String text) {
        if (notes.add(text)) {
            System.err.println("note: " + text);
        }
    }

    List<Row> rows(Class<? extends Row> kind) {
        return samples.keySet().stream().filter(kind::isInstance).toList();
    }

    List<Sample> samples(Row row, String system) {
        return List.copyOf(
                samples.getOrDefault(row, Map.of()).getOrDefault(system, new TreeMap<>()).values());
    }

    double median(Row row, String system, ToDoubleFunction<Sample> figure) {
        return Stats.median(samples(row, system).stream().map(figure::applyAsDouble).toList());
    }

    /**
     * The median of the ratios within the rounds: what disturbed a round disturbed both its sides.
     */
    double ratio(Row row, String system, String to, ToDoubleFunction<Sample> figure) {
        return ratio(row, system, row, to, figure);
    }

    /** The same of two rows. */
    double ratio(
            Row row, String system, Row toRow, String to, ToDoubleFunction<Sample> figure) {
        return within(row, system, toRow, to, figure, (ours, theirs) -> ours / theirs);
    }

    /** The median of what one has more than another within the rounds. */
    double excess(Row row, String system, String over, ToDoubleFunction<Sample> figure) {
        return within(row, system, row, over, figure, (ours, theirs) -> ours - theirs);
    }

    private double within(
            Row row,
            String system,
            Row toRow,
            String to,
            ToDoubleFunction<Sample> figure,
            DoubleBinaryOperator compared) {
        var ours = samples.getOrDefault(row, Map.of()).getOrDefault(system, new TreeMap<>());
        var theirs = samples.getOrDefault(toRow, Map.of()).getOrDefault(to, new TreeMap<>());
        return Stats.median(
                ours.entrySet().stream()
                        .filter(entry -> theirs.containsKey(entry.getKey()))
                        .map(
                                entry ->
                                        compared.applyAsDouble(
                                                figure.applyAsDouble(entry.getValue()),
                                                figure.applyAsDouble(theirs.get(entry.getKey()))))
                        .toList());
    }

    /** Those of one row, in the order in which they were first measured. */
    List<String> systems(Row row) {
        return List.copyOf(samples.getOrDefault(row, Map.of()).keySet());
    }

    Set<String> started() {
        return firstStarts.keySet();
    }

    double firstStart(String system) {
        return Stats.median(firstStarts.getOrDefault(system, List.of()));
    }

    double restart(String system) {
        return Stats.median(restarts.getOrDefault(system, List.of()));
    }

    List<Memory> memory() {
        return memory;
    }

    double idleMegabytes(String system) {
        return memory.stream()
                .filter(m -> m.system().equals(system) && m.when().equals("idle"))
                .mapToDouble(Memory::servers)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** What is not wrong, and still to be known. */
    void tell(String fact) {
        facts.add(fact);
    }

    List<String> facts() {
        return facts;
    }

    Set<String> notes() {
        return notes;
    }
}
