package dev.tabellion.projection.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.keyusage.JournalBreak;
import dev.tabellion.keyusage.JournalHead;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far the journal was read, and where it was not what it should be. */
record JournalTables(JdbcTemplate jdbc) {

    /**
     * Where reading goes on.
     *
     * @param edition counted up each time the journal was found to be another one
     */
    record Position(int edition, JournalHead head) {
        Position at(JournalHead later) {
            return new Position(edition, later);
        }

        Position ofNextEdition() {
            return new Position(edition + 1, JournalHead.BEGINNING);
        }
    }

    Position position() {
        return position("");
    }

    /** Nobody else moves it until the transaction ends. */
    Position lockedPosition() {
        return position("for update");
    }

    private Position position(String lock) {
        return jdbc.queryForObject(
                "select edition, seq, hash from tabellion.journal_position " + lock,
                (row, _) ->
                        new Position(
                                row.getInt("edition"),
                                new JournalHead(row.getLong("seq"), StoredDigest.of(row, "hash"))));
    }

    void move(Position to) {
        jdbc.update(
                "update tabellion.journal_position set edition = ?, seq = ?, hash = ?",
                to.edition(),
                to.head().seq(),
                stored(to.head().hash()));
    }

    void add(int edition, JournalBreak found, Instant readAt) {
        @Nullable Long instead = found.found();
        jdbc.update(
                """
                insert into tabellion.journal_break (edition, seq, hash, found, problem, read_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                edition,
                found.before().seq(),
                stored(found.before().hash()),
                instead,
                found.problem(),
                readAt.atOffset(ZoneOffset.UTC));
    }

    private static byte[] stored(Sha256 digest) {
        return digest.bytes().toArray();
    }
}
