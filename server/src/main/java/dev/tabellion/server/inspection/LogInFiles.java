package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Beside;
import dev.tabellion.inspection.Claim;
import dev.tabellion.inspection.DigestSet;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Inspection;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.projection.inspection.ServedTables;
import dev.tabellion.tlog.TreeSize;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log as files. Knows nothing of what came after its newest checkpoint.
 *
 * @param sizes under which notes lie, that of the top among them
 * @param top the newest note, as it was when this was opened: a server's goes on
 */
record LogInFiles(
        LogFiles files, RecordSource source, NavigableSet<Long> sizes, @Nullable Bytes top)
        implements OpenedLog {
    static final String CHECKPOINT = "checkpoint";
    static final String CHECKPOINTS = "checkpoints";

    static LogInFiles of(LogFiles files) {
        NavigableSet<Long> sizes = new TreeSet<>();
        files.list(CHECKPOINTS).stream()
                .filter(name -> name.matches("0|[1-9][0-9]{0,17}"))
                .map(Long::parseLong)
                .forEach(sizes::add);
        Bytes newest = files.read(CHECKPOINT);
        if (newest != null) {
            sizes.add(sizeOf(newest));
        }
        if (sizes.isEmpty()) {
            throw new RecordUnreadable("there is no checkpoint: is a log there?", null);
        }
        return new LogInFiles(files, new FiledRecord(files), sizes, newest);
    }

    @Override
    public SortedMap<Long, Bytes> notes(long above, long upTo) {
        SortedMap<Long, Bytes> notes = new TreeMap<>();
        sizes.tailSet(above, false).stream()
                .takeWhile(size -> size <= upTo)
                .forEach(size -> notes.put(size, note(size)));
        return notes;
    }

    /** The newest as it lay on top: it may have gained cosignatures. */
    private Bytes note(long size) {
        Bytes note =
                top != null && sizeOf(top) == size ? top : files.read(CHECKPOINTS + "/" + size);
        if (note == null) {
            throw new RecordUnreadable(
                    "the checkpoint of " + size + " was there, and is not", null);
        }
        return note;
    }

    @Override
    public @Nullable Long noteBelow(long size) {
        return sizes.lower(size);
    }

    /** What the second line says; a note without a size stands at the end, to be refused. */
    private static long sizeOf(Bytes note) {
        String[] lines = note.utf8().split("\n", 3);
        return lines.length > 1 && lines[1].matches("0|[1-9][0-9]{0,17}")
                ? Long.parseLong(lines[1])
                : Long.MAX_VALUE;
    }

    @Override
    public TreeSize size(TreeSize published) {
        return published;
    }

    @Override
    public List<Claim> claims() {
        return List.of();
    }

    @Override
    public Beside beside() {
        return Beside.NOTHING;
    }

    @Override
    public long judgeRest(Inspection seen, DigestSet named, Consumer<Finding> findings) {
        return 0;
    }

    /** Files hold what was logged, and nothing of what is made of it. */
    @Override
    public List<String> hidden() {
        return ServedTables.NAMES;
    }

    @Override
    public void close() {
        files.close();
    }
}
