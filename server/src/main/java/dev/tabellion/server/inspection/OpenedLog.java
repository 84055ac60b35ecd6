package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Claim;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.inspection.Spot;
import dev.tabellion.projection.inspection.DatabaseLog;
import dev.tabellion.projection.inspection.DatabaseRecord;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A log that can be read: its record, and what is stated of it as a whole. Believes nothing. */
public sealed interface OpenedLog extends AutoCloseable {
    RecordSource source();

    /** Every note that is there, by the size under which it lies, unjudged. */
    SortedMap<Long, Bytes> notes();

    /**
     * How many entries there are.
     *
     * @param published by the newest checkpoint that is right
     */
    TreeSize size(TreeSize published);

    /** What is claimed beside checkpoints. */
    List<Claim> claims();

    /** What waits for its place, judged; 0 where nobody can tell. */
    long judgeWaiting(Consumer<Finding> findings);

    @Override
    void close();

    /**
     * In its own tables, as they are now.
     *
     * @param signed what the log's key remembers, read before this; null if that is not to be seen
     */
    static OpenedLog inDatabase(DataSource database, int readers, @Nullable TreeHead signed) {
        return new Tables(DatabaseRecord.now(database, readers), signed);
    }

    static OpenedLog inFiles(LogFiles files) {
        return new Files(files, new FiledRecord(files));
    }

    record Tables(DatabaseRecord source, @Nullable TreeHead signed) implements OpenedLog {
        @Override
        public SortedMap<Long, Bytes> notes() {
            return source.log().notes();
        }

        /** The head may be ahead of what was published. */
        @Override
        public TreeSize size(TreeSize published) {
            return source.log().head().head().size();
        }

        @Override
        public List<Claim> claims() {
            DatabaseLog.Stored stored = source.log().head();
            List<Claim> claims = new ArrayList<>();
            claims.add(
                    new Claim(
                            stored.head(),
                            Spot.checkpoint(stored.head().size()).with("table", "log_head"),
                            Fault.HEAD_DIFFERS));
            if (signed != null) {
                Spot spot = Spot.checkpoint(signed.size()).with("kept", "the log's key");
                claims.add(new Claim(signed, spot, Fault.ROOT_DIFFERS));
            }
            return claims;
        }

        @Override
        public long judgeWaiting(Consumer<Finding> findings) {
            DatabaseLog.Stored stored = source.log().head();
            if (!stored.agrees()) {
                findings.accept(
                        new Finding(
                                Fault.HEAD_DIFFERS,
                                Spot.checkpoint(stored.head().size())
                                        .with("table", "log_head")
                                        .with("column", "peaks"),
                                null,
                                null));
            }
            return source.log().judgeQueue(findings);
        }

        @Override
        public void close() {
            source.close();
        }
    }

    record Files(LogFiles files, RecordSource source) implements OpenedLog {
        static final String CHECKPOINT = "checkpoint";
        static final String CHECKPOINTS = "checkpoints";

        @Override
        public SortedMap<Long, Bytes> notes() {
            SortedMap<Long, Bytes> notes = new TreeMap<>();
            for (String name : files.list(CHECKPOINTS)) {
                Bytes note = files.read(CHECKPOINTS + "/" + name);
                if (note != null && name.matches("0|[1-9][0-9]{0,17}")) {
                    notes.put(Long.parseLong(name), note);
                }
            }
            Bytes newest = files.read(CHECKPOINT);
            if (newest != null) {
                notes.put(sizeOf(newest), newest);
            }
            if (notes.isEmpty()) {
                throw new RecordUnreadable("there is no checkpoint: is a log there?", null);
            }
            return notes;
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
        public long judgeWaiting(Consumer<Finding> findings) {
            return 0;
        }

        @Override
        public void close() {
            files.close();
        }
    }
}
