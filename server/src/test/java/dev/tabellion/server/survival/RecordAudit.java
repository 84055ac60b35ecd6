package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.projection.current.CurrentRebuild;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Looks at every row of a record, and fails at the first that does not fit the others. */
final class RecordAudit {
    private static final List<String> DERIVED =
            List.of("live_collection", "current_document", "published_document", "changefeed");

    private final JdbcTemplate sql;
    private final Runnable rebuild;

    private RecordAudit(JdbcTemplate sql, Runnable rebuild) {
        this.sql = sql;
        this.rebuild = rebuild;
    }

    /**
     * Nobody may publish meanwhile.
     *
     * @param data where the log's key is
     */
    static void of(DatabaseOwner owner, Path data) {
        LogAudit.of(owner, data);
        var database = RecordDatabase.prepare(owner, DatabaseSettings.defaults());
        try (var pool = database.appPool()) {
            // the server's own role may not look into the outbox
            var sessions =
                    new DriverManagerDataSource(
                            owner.url() + "?currentSchema=tabellion",
                            owner.user(),
                            owner.password());
            var audit =
                    new RecordAudit(
                            new JdbcTemplate(sessions),
                            () -> new CurrentRebuild(pool).run(_ -> {}));
            audit.events_have_no_gaps();
            audit.a_rebuild_finds_the_same_rows();
        }
    }

    private void events_have_no_gaps() {
        assertThat(
                        sql.queryForList(
                                "select collection from event group by collection"
                                        + " having max(sequence) + 1 <> count(*)",
                                String.class))
                .as("collections whose sequence has gaps")
                .isEmpty();
    }

    private void a_rebuild_finds_the_same_rows() {
        var before = derived();
        rebuild.run();
        assertThat(derived()).isEqualTo(before);
    }

    private Map<String, List<String>> derived() {
        var rows = new TreeMap<String, List<String>>();
        for (String table : DERIVED) {
            rows.put(
                    table,
                    sql.queryForList(
                            "select t::text from " + table + " t order by 1", String.class));
        }
        return rows;
    }
}
