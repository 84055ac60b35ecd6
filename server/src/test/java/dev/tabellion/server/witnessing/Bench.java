package dev.tabellion.server.witnessing;

import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.witness.LocalWitness;
import dev.tabellion.server.witnessing.LyingWitness.Lie;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.StoredTiles;
import dev.tabellion.tlog.TestKey;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tlog.WitnessPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Logs and witnesses of one test, which end with it. */
final class Bench implements AutoCloseable {
    static final StoredTiles LOG = StoredTiles.numbered(300);
    static final Duration SOON = Duration.ofMillis(500);
    static final Duration LATE = Duration.ofMinutes(5);
    static final URI NOBODY = URI.create("http://localhost:1");

    private final RecordDatabase database = fresh();
    private final List<Runnable> ends = new ArrayList<>();

    LocalWitness witness(Path folder, String name) {
        return witness(folder, name, 0);
    }

    /** The one that was there before, if there was one. */
    LocalWitness witness(Path folder, String name, int port) {
        LocalWitness witness =
                LocalWitness.start(
                        folder.resolve(name), "example.com/" + name, TestKey.LOG.key(), port);
        ends.add(witness::close);
        return witness;
    }

    LyingWitness lying(Function<AddCheckpoint, Lie> lies) {
        LyingWitness witness = new LyingWitness(lies);
        ends.add(witness::close);
        return witness;
    }

    WitnessedPocketLog log(WitnessPolicy policy, Duration deadline, boolean failClosed) {
        return started(
                new WitnessedPocketLog(
                        database, LOG, policy, WitnessedPocketLog.terms(deadline, failClosed)));
    }

    /** One that knows nothing of what any other published. */
    WitnessedPocketLog restored(StoredTiles tiles, WitnessPolicy policy) {
        return started(
                new WitnessedPocketLog(
                        fresh(), tiles, policy, WitnessedPocketLog.terms(SOON, false)));
    }

    /** The key of a witness that does not run. */
    static VerifierKey gone() {
        return TestKey.WITNESS.key();
    }

    static WitnessPolicy policy(int quorum, Map<VerifierKey, URI> witnesses) {
        return WitnessedPocketLog.policy(quorum, new LinkedHashMap<>(witnesses));
    }

    private static RecordDatabase fresh() {
        return RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults());
    }

    private WitnessedPocketLog started(WitnessedPocketLog log) {
        ends.add(log::close);
        return log;
    }

    /** What began last ends first. */
    @Override
    public void close() {
        ends.reversed().forEach(Runnable::run);
    }
}
