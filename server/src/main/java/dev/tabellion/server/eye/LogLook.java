package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the log that a repository is recorded in: each checkpoint must continue the one that
 * this eye saw last. Keeps the largest, so that a log that shows others another history is found
 * out by whoever of them is asked again. Where it may read entries, it tells also of what is served
 * and not in there.
 */
final class LogLook {
    private static final Logger LOG = LoggerFactory.getLogger(LogLook.class);

    /** Looks: a node may lag behind, and a cache say that a tile is not there, but not for long. */
    private static final int PATIENCE = 3;

    /** No name of metadata of any role. */
    static final String CHECKPOINT = "checkpoint";

    private final Supplier<LogAddress> address;
    private final TrustedKeys keys;
    private final RememberedCheckpoint memory;
    private final @Nullable LoggedFiles files;
    private final Unproven unproven = new Unproven();
    private final AtomicInteger unclear = new AtomicInteger();
    private final AtomicInteger unseen = new AtomicInteger();

    /**
     * @param address asked for at each look: a token in it does not last
     * @param keys of the log, as somebody handed them to us
     * @param files null where no entries are read
     */
    LogLook(
            Supplier<LogAddress> address,
            TrustedKeys keys,
            RememberedCheckpoint memory,
            @Nullable LoggedFiles files) {
        this.address = address;
        this.keys = keys;
        this.memory = memory;
        this.files = files;
    }

    /** What the entries say that were read; null where none are. */
    @Nullable LogOfWatch entries() {
        return files == null ? null : files::standingOf;
    }

    /**
     * What is to be found in the log.
     *
     * @param isKept whether its file is among those that were kept: else it is held here, so that
     *     nobody hides by filling the room for those
     */
    void saw(SightingMessage sight, boolean isKept) {
        if (files != null && sight.file() != null) {
            unproven.saw(sight.sighting(), isKept ? null : sight.file());
        }
    }

    /**
     * @param kept the files that were seen
     */
    void take(Sights sights, EyeMemory kept) {
        try (OpenedLog log = address.get().open(1)) {
            SignedCheckpoint shown = new Verification(log, keys, 1).newest(_ -> {});
            if (shown == null) {
                throw new RecordUnreadable("no checkpoint that the log's key signed", null);
            }
            Bytes both = contradiction(shown, log.source().tiles());
            if (both != null) {
                tell(shown, both, sights);
            } else if (files != null && files.read(log.source(), shown.head())) {
                for (Unproven.Waiting each : unproven.missing(files, sights.now())) {
                    tell(each, shown, sights, kept);
                }
            }
            unseen.set(0);
        } catch (RecordUnreadable e) {
            LOG.atWarn()
                    .addKeyValue("watch", sights.watch().name())
                    .setCause(e)
                    .log("log-not-seen");
            if (unseen.incrementAndGet() >= PATIENCE) {
                Map<String, String> facts =
                        Map.of("of", "log", "why", String.valueOf(e.getMessage()));
                sights.amiss(RoleName.ROOT, CHECKPOINT, 0, Judgement.UNREACHABLE, facts);
            }
        }
    }

    /** Whether one checkpoint's entries begin with the other's. */
    private enum History {
        ONE,
        TWO,
        /** Tiles are not there that must be: whoever shows a checkpoint shows its tiles. */
        UNCLEAR
    }

    /**
     * Null if what is shown and what was remembered are of one history, which is then remembered as
     * far as it goes, or may be; else both checkpoints, which the log's key signed.
     */
    @Nullable Bytes contradiction(SignedCheckpoint shown, TileSource tiles) {
        SignedCheckpoint known = memory.read();
        if (known == null) {
            memory.write(shown);
            return null;
        }
        boolean isNewer = shown.head().size().compareTo(known.head().size()) > 0;
        History found = history(isNewer ? known : shown, isNewer ? shown : known, tiles);
        unclear.set(found == History.UNCLEAR ? unclear.get() + 1 : 0);
        if (found == History.ONE && isNewer) {
            memory.write(shown);
        }
        return found == History.TWO || unclear.get() >= PATIENCE
                ? Bytes.utf8(known.bytes().utf8() + "\n" + shown.bytes().utf8())
                : null;
    }

    private static History history(
            SignedCheckpoint older, SignedCheckpoint newer, TileSource tiles) {
        try {
            return new MerkleTree(tiles, newer.head().size())
                            .growthFrom(older.head().size())
                            .connects(older.head(), newer.head())
                    ? History.ONE
                    : History.TWO;
        } catch (UnreadableTile e) {
            return History.UNCLEAR;
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

    private static void tell(
            Unproven.Waiting missing, SignedCheckpoint shown, Sights sights, EyeMemory kept) {
        SightingRecorded sighting = missing.sighting();
        Sha256 digest = sighting.seen().digest();
        Bytes held = missing.file();
        Bytes file = held == null && digest != null ? kept.file(digest) : held;
        LOG.atWarn()
                .addKeyValue("watch", sights.watch().name())
                .addKeyValue("file", sighting.seen().file())
                .addKeyValue("digest", digest)
                .addKeyValue("size", shown.head().size())
                .log("served-and-not-in-log");
        if (file != null) { // else somebody took it from among those kept
            sights.notInLog(sighting, file, shown.head());
        }
    }
}
