import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The publish load: many collections, each published in order, spread over a fixed number of
 * connections. Everything is signed, and every managed key fetched, before the clock starts;
 * everything acknowledged is audited after it stops.
 */
final class PublishLoad {

    private static final int KEY_FETCHERS = 8;

    private final SigningKey root;
    private final int collections;
    private final int publishes;
    private final int capSeconds;

    PublishLoad(SigningKey root, int collections, int publishes, int capSeconds) {
        this.root = root;
        this.collections = collections;
        this.publishes = publishes;
        this.capSeconds = capSeconds;
    }

    /** Founds one collection with one publication, for the rows that do not publish. */
    static Publication found(Endpoint endpoint, String name, SigningKey root) {
        Publication only =
                new PublishLoad(root, 1, 1, 60).prepare(endpoint, name, false).getFirst();
        try (Connection connection = endpoint.connect()) {
            only.send(connection);
            if (only.failed() > 0) {
                throw new IllegalStateException(name + " was not published");
            }
            only.check(new Audit(endpoint, connection));
            return only;
        } catch (IOException e) {
            throw new IllegalStateException("publishing " + name, e);
        }
    }

    /** Founds all collections, then publishes into them; two samples, keyed by their rows. */
    Map<PublishRow, Sample> run(
            Contender system, String prefix, boolean serverHeld, int connections) {
        Endpoint endpoint = system.endpoint();
        List<Publication> work = prepare(endpoint, prefix, serverHeld);
        try (Lines lines = Lines.open(endpoint, connections)) {
            var first = new PublishRow(serverHeld, true, connections);
            var later = new PublishRow(serverHeld, false, connections);
            Map<PublishRow, Sample> samples = new LinkedHashMap<>();
            samples.put(first, timed(system, work, lines, 1, 0));
            samples.put(later, timed(system, work, lines, publishes, 0));
            audit(endpoint, work, lines);
            return samples;
        }
    }

    /**
     * Founds all collections, then begins so many publications a second, whether those before were
     * answered or not: a time counts from when a publication was to begin.
     */
    Map<PublishRow, Sample> steady(
            Contender system, String prefix, int connections, int perSecond) {
        Endpoint endpoint = system.endpoint();
        List<Publication> work = prepare(endpoint, prefix, false);
        try (Lines lines = Lines.open(endpoint, connections)) {
            timed(system, work, lines, 1, 0);
            Sample sample = timed(system, work, lines, publishes, perSecond);
            audit(endpoint, work, lines);
            return Map.of(new PublishRow(false, false, connections, perSecond), sample);
        }
    }

    private List<Publication> prepare(Endpoint endpoint, String prefix, boolean serverHeld) {
        try (Lines lines = Lines.open(endpoint, KEY_FETCHERS)) {
            Lines.Task<List<Collection>> open =
                    (line, connection) -> {
                        var mine = new ArrayList<Collection>();
                        for (int i = line; i < collections; i += KEY_FETCHERS) {
                            String name = prefix + "/" + i;
                            mine.add(Collection.open(name, root, serverHeld, endpoint, connection));
                        }
                        return mine;
                    };
            return lines.each(open).stream().flatMap(List::stream).toList().parallelStream()
                    .map(collection -> new Publication(endpoint, collection, publishes))
                    .toList();
        }
    }

    private Sample timed(
            Contender system, List<Publication> work, Lines lines, int upTo, int perSecond) {
        long failed = failed(work);
        double cpu = Proc.cpuMillis(system.roots());
        long from = System.nanoTime();
        long deadline = from + capSeconds * 1_000_000_000L;
        var times =
                lines.each(
                        (line, connection) ->
                                publish(
                                        share(work, line, lines),
                                        connection,
                                        upTo,
                                        deadline,
                                        Beat.of(from, line, lines.count(), perSecond)));
        double seconds = (System.nanoTime() - from) / 1e9;
        cpu = Proc.cpuMillis(system.roots()) - cpu;
        long[] all = times.stream().flatMapToLong(LongStream.Builder::build).toArray();
        return Sample.of(all, seconds, cpu, failed(work) - failed);
    }

    /** Round and round the collections, so that neighbours on one connection are different ones. */
    private static LongStream.Builder publish(
            List<Publication> mine, Connection connection, int upTo, long deadline, Beat beat)
            throws IOException {
        var times = LongStream.builder();
        // A later pass leaves out what the first could not found in time: founding costs more.
        for (int version = Math.min(upTo, 2); version <= upTo; version++) {
            for (Publication publication : mine) {
                if (System.nanoTime() > deadline) {
                    return times;
                }
                if (publication.hasSent(version - 1)) {
                    long from = beat.next();
                    publication.send(connection);
                    times.add(System.nanoTime() - from);
                }
            }
        }
        return times;
    }

    private static void audit(Endpoint endpoint, List<Publication> work, Lines lines) {
        lines.each(
                (line, connection) -> {
                    var audit = new Audit(endpoint, connection);
                    for (Publication publication : share(work, line, lines)) {
                        publication.check(audit);
                    }
                    return line;
                });
    }

    private static long failed(List<Publication> work) {
        return work.stream().mapToLong(Publication::failed).sum();
    }

    private static List<Publication> share(List<Publication> all, int line, Lines lines) {
        return IntStream.range(0, all.size())
                .filter(i -> i % lines.count() == line)
                .mapToObj(all::get)
                .toList();
    }
}
