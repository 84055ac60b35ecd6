package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.Beside;
import dev.tabellion.inspection.Claim;
import dev.tabellion.inspection.DigestSet;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Inspection;
import dev.tabellion.inspection.NamedDocument;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.inspection.Spot;
import dev.tabellion.projection.inspection.DatabaseLog;
import dev.tabellion.projection.inspection.DatabaseRecord;
import dev.tabellion.projection.inspection.ServedTables;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A log that can be read: its record, and what is stated of it as a whole. Believes nothing. */
public sealed interface OpenedLog extends AutoCloseable permits OpenedLog.Tables, LogInFiles {
    RecordSource source();

    /** Notes that are there, by the size under which they lie, above one and up to another. */
    SortedMap<Long, Bytes> notes(long above, long upTo);

    /** The largest size below another under which a note lies; null if there is none. */
    @Nullable Long noteBelow(long size);

    /**
     * How many entries there are.
     *
     * @param published by the newest checkpoint that is right
     */
    TreeSize size(TreeSize published);

    /** What is claimed beside checkpoints. */
    List<Claim> claims();

    /** What {@link #judgeRest} holds against all entries. */
    Beside beside();

    /**
     * What is there beside entries, judged. Answers how many events wait for their place; 0 where
     * nobody can tell.
     *
     * @param seen all entries, taken in
     * @param named the documents that they name
     */
    long judgeRest(Inspection seen, DigestSet named, Consumer<Finding> findings);

    /**
     * The tables of what is served that nobody who looks from here may see, and that are compared
     * with nothing.
     */
    List<String> hidden();

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
        return LogInFiles.of(files);
    }

    record Tables(DatabaseRecord source, @Nullable TreeHead signed) implements OpenedLog {
        @Override
        public SortedMap<Long, Bytes> notes(long above, long upTo) {
            return source.log().notes(above, upTo);
        }

        @Override
        public @Nullable Long noteBelow(long size) {
            return source.log().noteBelow(size);
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
        public Beside beside() {
            return Beside.SERVED;
        }

        @Override
        public long judgeRest(Inspection seen, DigestSet named, Consumer<Finding> findings) {
            DatabaseLog.Stored stored = source.log().head();
            if (!stored.agrees()) {
                Spot head = Spot.checkpoint(stored.head().size()).with("table", "log_head");
                findings.accept(
                        new Finding(Fault.HEAD_DIFFERS, head.with("column", "peaks"), null, null));
            }
            source.log().judgeEdges(findings);
            source.waiting().judge(0, findings);
            long waiting =
                    source.waiting().tell(event -> add(named, NamedDocument.digestIn(event)));
            source.served().judge(seen.showings(), source.served().readable(), findings);
            source.tellDocuments(
                    digest -> {
                        if (!named.contains(digest)) {
                            Spot spot = Spot.document(digest);
                            findings.accept(new Finding(Fault.DOCUMENT_UNNAMED, spot, null, null));
                        }
                    });
            return waiting;
        }

        @Override
        public List<String> hidden() {
            List<String> hidden = new ArrayList<>(ServedTables.NAMES);
            hidden.removeAll(source.served().readable());
            return hidden;
        }

        private static void add(DigestSet named, @Nullable Sha256 document) {
            if (document != null) {
                named.add(document);
            }
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
