package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.NamedDocument;
import dev.tabellion.inspection.PayloadBundle;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.BundleContent;
import dev.tabellion.tlog.Growth;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TreeSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes a log out, up to a published checkpoint, as files under the paths at which it is served.
 * What is there already is left as it is, so it may be interrupted and gone on with; the checkpoint
 * comes last. Verifies nothing.
 */
public final class Export {
    private static final int TILES_AT_ONCE = 64;

    private final OpenedLog log;
    private final ExportFolder folder;
    private final ExportedDocuments documents;
    private final boolean withActors;
    private final int threads;
    private final Set<Sha256> forgotten = ConcurrentHashMap.newKeySet();

    /**
     * @param withActors also who asked, in clear text
     */
    public Export(OpenedLog log, ExportFolder folder, boolean withActors, int threads) {
        this.log = log;
        this.folder = folder;
        this.documents = new ExportedDocuments(log.source(), folder);
        this.withActors = withActors;
        this.threads = threads;
    }

    public void run(SignedCheckpoint newest, Progress progress) {
        TreeSize size = newest.head().size();
        progress.begin(size);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            writeEntries(size, workers, progress);
            writeTiles(size, workers);
        }
        writeRedactions(size);
        for (long above = -1; above < size.leaves(); above += RecordSource.AT_ONCE) {
            log.notes(above, Math.min(above + RecordSource.AT_ONCE, size.leaves()))
                    .forEach((each, note) -> folder.replace("checkpoints/" + each, note));
        }
        folder.replace(LogInFiles.CHECKPOINT, newest.bytes());
    }

    /** Who was forgotten is so in copies, too; what tells of it may come after the checkpoint. */
    private void writeRedactions(TreeSize size) {
        Set<Sha256> later = log.source().forgottenBeyond(size);
        forgotten.forEach(actor -> folder.remove(FiledRecord.actor(actor)));
        later.forEach(actor -> folder.remove(FiledRecord.actor(actor)));
        if (withActors) {
            folder.replace(FiledRecord.REDACTED_LATER, FiledRecord.lines(later));
        }
    }

    private void writeEntries(TreeSize size, ExecutorService workers, Progress progress) {
        List<Future<?>> ahead = new ArrayList<>();
        for (long first = 0; first < size.leaves(); first += RecordSource.AT_ONCE) {
            LeafIndex from = new LeafIndex(first);
            int count = (int) Math.min(RecordSource.AT_ONCE, size.leaves() - first);
            ahead.add(workers.submit(() -> writeEntries(from, count)));
            if (ahead.size() > threads) {
                Awaited.result(ahead.removeFirst());
                progress.done(first);
            }
        }
        ahead.forEach(each -> Awaited.result(each));
    }

    private void writeEntries(LeafIndex first, int count) {
        List<Entry> entries = log.source().entries(first, count);
        Set<Sha256> actors = new HashSet<>();
        for (Bundle bundle : Bundle.of(first, count)) {
            int from = (int) (bundle.first().position() - first.position());
            List<Entry> some = entries.subList(from, from + bundle.width());
            write(bundle, some);
            List<NamedDocument> named = new ArrayList<>();
            some.forEach(entry -> gather(entry, named, actors));
            documents.write(bundle, named);
        }
        if (withActors && log instanceof OpenedLog.Tables(var record, _)) {
            record.actors(actors)
                    .forEach((actor, row) -> folder.add(FiledRecord.actor(actor), row));
        }
    }

    private void write(Bundle bundle, List<Entry> entries) {
        List<Bytes> leaves = entries.stream().map(Entry::leaf).filter(Objects::nonNull).toList();
        List<Bytes> payloads =
                entries.stream().map(Entry::payload).filter(Objects::nonNull).toList();
        if (leaves.size() < entries.size() || payloads.size() < entries.size()) {
            throw new RecordUnreadable(
                    "entries of " + bundle.path() + " are missing; 'log verify' names them", null);
        }
        folder.add(bundle.path(), new BundleContent(leaves).bytes());
        folder.add(PayloadBundle.pathOf(bundle), new PayloadBundle(payloads).bytes());
    }

    /** What cannot be read names nothing; verifying the export says so. */
    private void gather(Entry entry, List<NamedDocument> documents, Set<Sha256> actors) {
        Bytes leaf = entry.leaf();
        Bytes payload = entry.payload();
        if (leaf == null || payload == null) {
            return;
        }
        try {
            LeafOutline outline = LeafOutline.read(leaf);
            actors.add(outline.actor());
            LoggedEvent event = outline.event(payload);
            NamedDocument document = NamedDocument.of(event);
            if (document != null) {
                documents.add(document);
            }
            if (event instanceof ActorRedacted redaction) {
                forgotten.addAll(redaction.actors());
            }
        } catch (IllegalStateException e) {
            return;
        }
    }

    private void writeTiles(TreeSize size, ExecutorService workers) {
        List<Future<?>> ahead = new ArrayList<>();
        new Growth(TreeSize.ZERO, size)
                .tiles()
                .filter(tile -> !folder.has(tile.path()))
                .forEach(
                        tile -> {
                            ahead.add(workers.submit(() -> write(tile)));
                            if (ahead.size() > TILES_AT_ONCE) {
                                Awaited.result(ahead.removeFirst());
                            }
                        });
        ahead.forEach(each -> Awaited.result(each));
    }

    private void write(Tile tile) {
        Bytes hashes = log.source().tiles().bytes(tile);
        if (hashes == null && !tile.isFull()) {
            Bytes full = log.source().tiles().bytes(tile.full());
            hashes = full == null ? null : tile.prefixOf(full);
        }
        if (hashes == null) {
            throw new RecordUnreadable(tile.path() + " is missing, or cut off", null);
        }
        folder.add(tile.path(), hashes);
    }
}
