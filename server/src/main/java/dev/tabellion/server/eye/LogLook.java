package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.server.inspection.LogAddress;
import dev.tabellion.server.inspection.OpenedLog;
import dev.tabellion.server.inspection.RememberedCheckpoint;
import dev.tabellion.server.inspection.TrustedKeys;
import dev.tabellion.server.inspection.Verification;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.UnreadableTile;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the log that a repository is recorded in: each checkpoint must continue the one that
 * this eye saw last. Keeps the largest, so that a log that shows others another history is found
 * out by whoever of them is asked again. Reads no entries, and needs no right to.
 */
final class LogLook {
    private static final Logger LOG = LoggerFactory.getLogger(LogLook.class);

    /** A node that lags behind shows fewer tiles than we know of, but not for long. */
    private static final int PATIENCE = 3;

    /** No name of metadata of any role. */
    static final String CHECKPOINT = "checkpoint";

    private final LogAddress address;
    private final TrustedKeys keys;
    private final RememberedCheckpoint memory;
    private final AtomicInteger behind = new AtomicInteger();

    /**
     * @param keys of the log, as somebody handed them to us
     */
    LogLook(LogAddress address, TrustedKeys keys, RememberedCheckpoint memory) {
        this.address = address;
        this.keys = keys;
        this.memory = memory;
    }

    void take(Sights sights) {
        try (OpenedLog log = address.open(1)) {
            SignedCheckpoint shown = new Verification(log, keys, 1).newest(_ -> {});
            if (shown == null) {
                throw new RecordUnreadable("no checkpoint that the log's key signed", null);
            }
            Bytes both = contradiction(shown, log.source().tiles());
            if (both != null) {
                tell(shown, both, sights);
            }
        } catch (RecordUnreadable e) {
            LOG.atWarn()
                    .addKeyValue("watch", sights.watch().name())
                    .setCause(e)
                    .log("log-not-seen");
        }
    }

    /**
     * Null if what is shown and what was remembered are of one history, which is then remembered as
     * far as it goes; else both checkpoints, which the log's key signed.
     */
    @Nullable Bytes contradiction(SignedCheckpoint shown, TileSource tiles) {
        SignedCheckpoint known = memory.read();
        if (known == null) {
            memory.write(shown);
            return null;
        }
        boolean isNewer = shown.head().size().compareTo(known.head().size()) > 0;
        boolean isOne = isOneHistory(isNewer ? known : shown, isNewer ? shown : known, tiles);
        boolean mayLag = !isNewer && !isOne && !reaches(tiles, known);
        behind.set(mayLag ? behind.get() + 1 : 0);
        if (!isOne && !(mayLag && behind.get() < PATIENCE)) {
            return Bytes.utf8(known.bytes().utf8() + "\n" + shown.bytes().utf8());
        }
        if (isNewer) {
            memory.write(shown);
        }
        return null;
    }

    private static boolean isOneHistory(
            SignedCheckpoint older, SignedCheckpoint newer, TileSource tiles) {
        try {
            return new MerkleTree(tiles, newer.head().size())
                    .growthFrom(older.head().size())
                    .connects(older.head(), newer.head());
        } catch (UnreadableTile e) {
            return false; // whoever shows a checkpoint shows its tiles: else anything could be said
        }
    }

    private static boolean reaches(TileSource tiles, SignedCheckpoint known) {
        try {
            new MerkleTree(tiles, known.head().size()).root();
            return true;
        } catch (UnreadableTile e) {
            return false;
        }
    }

    private static void tell(SignedCheckpoint shown, Bytes both, Sights sights) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("size", shown.head().size().toString());
        facts.put("root", shown.head().root().toString());
        sights.see(
                RoleName.ROOT,
                CHECKPOINT,
                null,
                both,
                new Judgement(Judgement.SPLIT_VIEW, facts),
                List.of());
    }
}
