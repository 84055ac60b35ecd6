import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Reads again and again, while others publish, how long ago the first event happened that a
 * follower has not heard: from the figures that operators have, which are written once a second.
 */
final class Lags implements AutoCloseable {

    private static final long PAUSE_MILLIS = 1_050;

    private static final Map<LagRow, Pattern> FIGURES =
            Map.of(
                    LagRow.DETECTION,
                    figure("tabellion_detection_lag_seconds"),
                    LagRow.RECONCILIATION,
                    figure("tabellion_reconciliation_leaf_lag_seconds"));

    private final Contender system;
    private final Results results;
    private final int round;
    private final Map<LagRow, LongStream.Builder> seen =
            Map.of(
                    LagRow.DETECTION,
                    LongStream.builder(),
                    LagRow.RECONCILIATION,
                    LongStream.builder());
    private final long began = System.nanoTime();
    private final Thread reader = Thread.ofPlatform().daemon().unstarted(this::read);
    private volatile boolean ended;

    private Lags(Contender system, Results results, int round) {
        this.system = system;
        this.results = results;
        this.round = round;
    }

    static Lags watch(Contender system, Results results, int round) {
        var lags = new Lags(system, results, round);
        lags.reader.start();
        return lags;
    }

    private static Pattern figure(String name) {
        return Pattern.compile("(?m)^" + name + " ([0-9.E-]+)$");
    }

    private void read() {
        Endpoint endpoint = system.endpoint();
        try (Connection connection = endpoint.connect()) {
            while (!ended) {
                Thread.sleep(PAUSE_MILLIS); // the figures are the same for a second
                String text = connection.send(Connection.get(endpoint, "/metrics")).text();
                FIGURES.forEach((row, figure) -> take(row, figure.matcher(text)));
            }
        } catch (IOException e) {
            results.note("figures of " + system.name() + " were not read: " + e.getMessage());
        } catch (InterruptedException e) {
            // the load is over
        }
    }

    private void take(LagRow row, Matcher figure) {
        if (!ended && figure.find()) {
            seen.get(row).add((long) (Double.parseDouble(figure.group(1)) * 1e9));
        }
    }

    @Override
    public void close() {
        ended = true;
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting", e);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        for (LagRow row : List.of(LagRow.DETECTION, LagRow.RECONCILIATION)) {
            long[] all = seen.get(row).build().toArray();
            if (all.length > 0) {
                results.add(row, system.name(), round, Sample.of(all, seconds, 0, 0));
            }
        }
    }
}
