package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LoggedFile;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.tlog.Frontier;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.UnreadableTile;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a log says that a collection published: all its entries, from the first on, hashed here, and
 * proven to be those under the checkpoint that the log's key signed. So it knows also what the log
 * does not have. Believes no server: an entry left out, put in or changed makes another root. For
 * one thread.
 */
final class LoggedFiles {
    /** A log with a long past is read over several looks. */
    static final int MOST_AT_ONCE = 1 << 16;

    private static final int MOST_FILES = 200_000;

    /** So many entries are read again at most after a restart. */
    private static final int MOST_UNKEPT = 1 << 12;

    private final KeptReading kept;
    private final PublishedSoFar files;
    private volatile RightEdge read;
    private volatile @Nullable Instant upTo;
    private volatile long keptUpTo;

    /**
     * @param kept where what was read before is, and what is read is added
     */
    LoggedFiles(KeptReading kept) {
        this(kept, MOST_FILES);
    }

    LoggedFiles(KeptReading kept, int mostFiles) {
        this.kept = kept;
        KeptReading.Reading before = kept.read();
        this.files = new PublishedSoFar(kept.collection(), mostFiles);
        files.add(before.files());
        this.read = before.edge();
        kept.begin(new KeptReading.Reading(read, files.all()));
        this.keptUpTo = read.size().leaves();
    }

    /**
     * Goes on from where it stands.
     *
     * @param shown a checkpoint that the log's key signed
     * @return whether nothing that this checkpoint stands for is left to be read
     * @throws RecordUnreadable if there are entries missing, or others than were signed; then it
     *     stands where it stood
     */
    boolean read(RecordSource log, TreeHead shown) {
        long size = shown.size().leaves();
        long end = Math.min(size, read.size().leaves() + MOST_AT_ONCE);
        Frontier frontier = new Frontier(read);
        List<LoggedFile> found = new ArrayList<>();
        Instant newest = upTo;
        while (frontier.size().leaves() < end) {
            Instant last = timeOf(append(log, end, frontier, found));
            newest = last == null ? newest : last;
        }
        if (read.size().compareTo(shown.size()) <= 0) {
            prove(log, frontier.head(), shown);
            files.add(found);
            keep(frontier.edge(), found);
            read = frontier.edge();
            upTo = newest;
        }
        return read.size().compareTo(shown.size()) >= 0;
    }

    /** Unknown where it is not there: that may be because it was published a moment ago. */
    LogStanding standingOf(RoleName role, @Nullable Sha256 file) {
        return files.standingOf(role, file);
    }

    /**
     * When the last entry that was read happened, as it says itself: what happened long before that
     * is in the log or never was. Null if none was read since the eye began.
     */
    @Nullable Instant upTo() {
        return upTo;
    }

    /** The last one. */
    private Bytes append(RecordSource log, long end, Frontier frontier, List<LoggedFile> found) {
        long at = frontier.size().leaves();
        long bundle = at / LogResource.FULL * LogResource.FULL;
        int width = (int) Math.min(LogResource.FULL, end - bundle);
        List<Entry> entries = log.leaves(new LeafIndex(bundle), width);
        Bytes last = Bytes.utf8("");
        for (Entry entry : entries.subList((int) (at - bundle), width)) {
            Bytes leaf = entry.leaf();
            if (leaf == null) {
                throw new RecordUnreadable("entry " + entry.index() + " is not there", null);
            }
            frontier.append(Hash.ofLeaf(leaf));
            LoggedFile file = LoggedFile.in(leaf);
            if (file != null && file.collection().equals(kept.collection())) {
                found.add(file);
            }
            last = leaf;
        }
        return last;
    }

    /** Null for an entry that is no leaf which we can read. */
    private static @Nullable Instant timeOf(Bytes entry) {
        try {
            return LeafOutline.read(entry).at();
        } catch (IllegalStateException _) {
            return null;
        }
    }

    private static void prove(RecordSource log, TreeHead read, TreeHead shown) {
        try {
            boolean isPart =
                    new MerkleTree(log.tiles(), shown.size())
                            .growthFrom(read.size())
                            .connects(read, shown);
            if (!isPart) {
                throw new RecordUnreadable(
                        "the first " + read.size() + " entries are not those of its checkpoint",
                        null);
            }
        } catch (UnreadableTile e) {
            throw new RecordUnreadable("proving entries by tiles", e);
        }
    }

    private void keep(RightEdge edge, List<LoggedFile> found) {
        if (!found.isEmpty() || edge.size().leaves() - keptUpTo >= MOST_UNKEPT) {
            if (kept.isFull()) {
                kept.begin(new KeptReading.Reading(edge, files.all()));
            } else {
                kept.add(new KeptReading.Reading(edge, found));
            }
            keptUpTo = edge.size().leaves();
        }
    }
}
