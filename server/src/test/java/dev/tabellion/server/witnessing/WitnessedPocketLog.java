package dev.tabellion.server.witnessing;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.projection.witness.WitnessTally;
import dev.tabellion.projection.witness.WitnessTerms;
import dev.tabellion.projection.witness.Witnesses;
import dev.tabellion.projection.witness.Witnessing;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.read.Until;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.StoredTiles;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tlog.Vouching;
import dev.tabellion.tlog.WitnessPolicy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log of the vectors in a database's tables, whose checkpoints go to witnesses. */
final class WitnessedPocketLog implements AutoCloseable {
    private static final Duration CADENCE = Duration.ofMillis(100);

    private final HikariDataSource pool;
    private final PublishedCheckpoints published;
    private final WitnessTally tally = new WitnessTally();
    private final StoredTiles tiles;
    private final WitnessPolicy policy;
    private final Witnessing witnessing;

    WitnessedPocketLog(
            RecordDatabase database, StoredTiles tiles, WitnessPolicy policy, WitnessTerms terms) {
        this.pool = database.logPool();
        this.published = new PublishedCheckpoints(pool);
        this.tiles = tiles;
        this.policy = policy;
        var witnesses = new Witnesses(policy, terms, null, tiles, pool, tally);
        this.witnessing = new Witnessing(witnesses, terms, published, pool, Clock.systemUTC());
        witnessing.start();
    }

    static WitnessTerms terms(Duration deadline, boolean failClosed) {
        return new WitnessTerms(CADENCE, deadline, failClosed);
    }

    /** So many of these are enough. */
    static WitnessPolicy policy(int quorum, Map<VerifierKey, URI> witnesses) {
        var names = new LinkedHashMap<String, String>();
        witnesses.forEach((key, url) -> names.put("w" + names.size(), key.vkey() + " " + url));
        var text = new StringBuilder();
        names.forEach((name, rest) -> text.append("witness %s %s\n".formatted(name, rest)));
        text.append(
                "group all %d %s\nquorum all\n"
                        .formatted(quorum, String.join(" ", names.keySet())));
        try {
            return WitnessPolicy.parse(Bytes.utf8(text.toString()));
        } catch (MalformedLogData e) {
            throw new AssertionError(e);
        }
    }

    /** Appends up to this size and has it signed and published, as the sequencer would. */
    void growTo(int size) {
        new JdbcTemplate(pool)
                .update(
                        "update log_head set size = ?, root = ?, peaks = ?",
                        size,
                        tiles.tree(size).root().bytes().toArray(),
                        new byte[32 * Integer.bitCount(size)]);
        witnessing.bring(tiles.signed(size));
    }

    /** What is served once it is of this size and as many have cosigned. */
    SignedCheckpoint shown(int size, int cosigners) {
        Until.holds(
                "a checkpoint of %d with %d cosigners".formatted(size, cosigners),
                () -> {
                    SignedCheckpoint now = shown();
                    return now != null
                            && now.head().equals(tiles.signed(size).head())
                            && cosigners(now).size() == cosigners;
                });
        SignedCheckpoint shown = shown();
        if (shown == null) {
            throw new AssertionError("what was shown is gone");
        }
        return shown;
    }

    @Nullable SignedCheckpoint shown() {
        return published.newest();
    }

    /** Who cosigned; there are no lines besides theirs and the log's. */
    private Collection<VerifierKey> cosigners(SignedCheckpoint checkpoint) {
        var cosigners = policy.cosigners(checkpoint);
        if (checkpoint.note().signatures().size() != cosigners.size() + 1) {
            throw new AssertionError("lines of nobody: " + checkpoint.bytes().utf8());
        }
        for (var witness : policy.witnesses()) {
            if (checkpoint.judge(witness.key()) instanceof Vouching.Forged) {
                throw new AssertionError("a forged line is public: " + checkpoint.bytes().utf8());
            }
        }
        return cosigners;
    }

    Witnessing witnessing() {
        return witnessing;
    }

    WitnessTally tally() {
        return tally;
    }

    TreeSize sizeShown() {
        SignedCheckpoint shown = shown();
        return shown == null ? TreeSize.ZERO : shown.head().size();
    }

    @Override
    public void close() {
        witnessing.close();
        pool.close();
    }
}
