package dev.tabellion.projection.keyusage;

import dev.tabellion.keyusage.Reconciliation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Up to where everything was judged, and up to where it can be. */
record ReconciliationHead(JdbcTemplate jdbc) {
    private static final String ANEW =
            "update tabellion.reconciliation set edition = ?, %s where edition < ?"
                    .formatted(
                            Arrays.stream(Judged.values())
                                    .map(each -> each.column() + " = 0")
                                    .collect(Collectors.joining(", ")));

    private static final String WAITING =
            """
            select edition < ? as anew,
                exists (select from tabellion.signature_journalled where number > r.signatures)
                    as signatures,
                exists (select from tabellion.signing_refused where number > r.refusals) as refusals,
                exists (select from tabellion.key_journalled where number > r.keys) as keys,
                exists (select from tabellion.key_journalled where number > r.old_keys) as old_keys,
                exists (select from tabellion.key_missing where number > r.missing) as missing,
                exists (select from tabellion.journal_break where id > r.breaks) as breaks,
                exists (select from tabellion.keyusage_head h where h.leaves > r.leaves) as leaves,
                exists (select from tabellion.key_logged
                    where what = 'staged' and leaf_index >= r.staged) as staged
            from tabellion.reconciliation r
            """;

    /** What there is a position for; named as its column. */
    enum Judged {
        SIGNATURES,
        REFUSALS,
        KEYS,
        OLD_KEYS,
        MISSING,
        BREAKS,
        LEAVES,
        STAGED;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Nobody else judges until the transaction ends. Waits three seconds at most, for this and for
     * all that the transaction still asks for: a session that waits for long is one that nothing
     * can be published on. What rules of an older edition judged is judged anew, from the
     * beginning.
     */
    long lock(Judged what) {
        jdbc.execute("set local lock_timeout = '3s'");
        jdbc.update(ANEW, Reconciliation.EDITION, Reconciliation.EDITION);
        return number("select " + what.column() + " from tabellion.reconciliation for update");
    }

    /** Which have something beyond what was judged, at one glance: mostly none has. */
    Set<Judged> waiting() {
        return jdbc.queryForObject(WAITING, (row, _) -> waiting(row), Reconciliation.EDITION);
    }

    private static Set<Judged> waiting(ResultSet row) throws SQLException {
        Set<Judged> waiting = EnumSet.noneOf(Judged.class);
        for (Judged each : Judged.values()) {
            if (row.getBoolean(each.column()) || row.getBoolean("anew")) {
                waiting.add(each);
            }
        }
        return waiting;
    }

    void move(Judged what, long to) {
        jdbc.update("update tabellion.reconciliation set " + what.column() + " = ?", to);
    }

    /** How many leaves were taken up. */
    long leaves() {
        return number("select leaves from tabellion.keyusage_head");
    }

    /**
     * Whether all that happened before was taken up from the log: nothing of it waits to become a
     * leaf, and the next leaf is a later one.
     */
    boolean hasAllBefore(Instant time) {
        return isLater(
                        """
                        select e.occurred_at from tabellion.log_outbox o
                            join tabellion.event e using (global_index)
                        order by o.global_index limit 1
                        """,
                        time)
                && isLater(
                        """
                        select e.occurred_at from tabellion.log_leaf l
                            join tabellion.event e using (global_index)
                        where l.leaf_index = (select leaves from tabellion.keyusage_head)
                        """,
                        time);
    }

    private boolean isLater(String question, Instant time) {
        @Nullable Instant first =
                jdbc.query(question, (row, _) -> StoredTime.of(row, "occurred_at")).stream()
                        .findFirst()
                        .orElse(null);
        return first == null || first.isAfter(time);
    }

    private long number(String question) {
        Long number = jdbc.queryForObject(question, Long.class);
        return number == null ? 0 : number;
    }
}
