package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.json.PlainJsonReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the whole journal and computes anew what can be computed: the chain, and that what stands
 * beside an entry is what the entry says. Never changes anything.
 */
final class JournalAudit {
    private static final int PAGE = 500;
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final JdbcTemplate database;
    private final Seal seal;

    JournalAudit(DataSource signerPool, Seal seal) {
        this.database = new JdbcTemplate(signerPool);
        this.seal = seal;
    }

    private record Row(
            JournalEntry entry,
            @Nullable Bytes seal,
            Beside columns,
            Instant recordedAt,
            @Nullable Bytes payload,
            @Nullable Bytes standing) {}

    /** Is shown each entry that is read, in their order. Answers nothing: it may only remember. */
    interface Onlooker {
        Onlooker NONE = (_, _) -> {};

        /**
         * @param continues false for one that a person went on over: the one before it is gone, or
         *     was changed, or it was itself
         */
        void see(JournalEntry entry, boolean continues);
    }

    /**
     * @param head what is remembered outside the database; null for nothing
     * @param known what a person went on over, knowing that it is wrong: at that place, and so
     */
    Verification verify(
            @Nullable Head head, Set<Discrepancy.EntryChanged> known, Onlooker onlooker) {
        Chain end = Chain.BEGINNING;
        for (List<Row> page = page(end); !page.isEmpty(); page = page(end)) {
            for (Row row : page) {
                String problem = problem(end, row, head);
                if (problem != null
                        && !known.contains(new Discrepancy.EntryChanged(end.seq() + 1, problem))) {
                    return new Verification.Wrong(end.seq() + 1, problem);
                }
                onlooker.see(row.entry(), problem == null || end.problemOf(row.entry()) == null);
                end = Chain.after(row.entry());
            }
        }
        return head != null && head.seq() > end.seq()
                ? new Verification.Wrong(
                        end.seq() + 1, "it is gone: the head says that there were " + head.seq())
                : new Verification.Intact(end.seq(), end.hash());
    }

    private @Nullable String problem(Chain before, Row row, @Nullable Head head) {
        String broken = before.problemOf(row.entry());
        if (broken != null) {
            return broken;
        }
        if (head != null
                && head.seq() == row.entry().seq()
                && !head.hash().equals(row.entry().hash())) {
            return "it is not the entry that the head remembers";
        }
        if (!seal.isOn(row.entry(), row.seal())) {
            return "it does not bear this signer's seal: somebody else wrote it";
        }
        try {
            return beside(row);
        } catch (RuntimeException e) { // whatever an edited row can make the readers say
            return "it cannot be read: " + e.getMessage();
        }
    }

    private static @Nullable String beside(Row row) {
        PlainJsonReader json = PlainJsonReader.of(row.entry().json());
        if (!isSameTime(Instant.parse(json.text("time")), row.recordedAt())) {
            return "a column beside it says something else";
        }
        String moved = row.columns().problem(row.entry());
        if (moved != null) {
            return moved;
        }
        String payload = Beside.problemOfPayload(row.entry(), row.payload());
        return payload == null ? Beside.problemOfStanding(row.entry(), row.standing()) : payload;
    }

    /** PostgreSQL keeps microseconds; clocks, and so entries, tell less than that. */
    private static boolean isSameTime(Instant told, Instant beside) {
        return Duration.between(told, beside).abs().compareTo(MICROSECOND) < 0;
    }

    private List<Row> page(Chain after) {
        try {
            return database.query(
                    "select seq, hash, entry, recorded_at, payload, standing, seal, "
                            + Beside.COLUMNS
                            + " from signer.journal where seq > ? order by seq limit ?",
                    (row, _) -> row(row),
                    after.seq(),
                    PAGE);
        } catch (DataAccessException e) {
            throw new SignerUnavailable("verifying the signer's journal", e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                JournalSession.entry(row),
                bytes(row.getBytes("seal")),
                Beside.of(row),
                row.getTimestamp("recorded_at").toInstant(),
                bytes(row.getBytes("payload")),
                bytes(row.getBytes("standing")));
    }

    private static @Nullable Bytes bytes(byte @Nullable [] bytes) {
        return bytes == null ? null : Bytes.of(bytes);
    }
}
