package dev.tabellion.projection.keyusage;

import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import dev.tabellion.keyusage.JournalBreak;
import dev.tabellion.keyusage.JournalHead;
import dev.tabellion.keyusage.Reconciliation;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells of each place where the journal was not what it should be. */
record JudgedBreaks(JdbcTemplate jdbc) {

    /** The number of the last that was judged. */
    long after(long number, int most, long leaf, List<Finding> findings) {
        long[] last = {number};
        jdbc.query(
                """
                select id, edition, seq, hash, found, problem, read_at
                from tabellion.journal_break where id > ? order by id limit ?
                """,
                row -> {
                    last[0] = row.getLong("id");
                    JournalBreak gap =
                            new JournalBreak(
                                    new JournalHead(
                                            row.getLong("seq"), StoredDigest.of(row, "hash")),
                                    (Long) row.getObject("found"),
                                    row.getString("problem"));
                    findings.add(
                            Finding.of(
                                    Reconciliation.GAP.card(),
                                    new Subject(Subject.Kind.SIGNER, ""),
                                    leaf,
                                    StoredTime.of(row, "read_at"),
                                    Reconciliation.GAP.judge(
                                            gap,
                                            row.getInt("edition"),
                                            StoredTime.of(row, "read_at"))));
                },
                number,
                most);
        return last[0];
    }
}
