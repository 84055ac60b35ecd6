package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.current.CurrentRebuild;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Looks at every row of a record, and fails at the first that does not fit the others. */
final class RecordAudit {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> DERIVED =
            List.of("live_collection", "current_document", "published_document", "changefeed");

    private final JdbcTemplate sql;
    private final Runnable rebuild;

    private RecordAudit(JdbcTemplate sql, Runnable rebuild) {
        this.sql = sql;
        this.rebuild = rebuild;
    }

    /** Nobody may publish meanwhile. */
    static void of(DatabaseOwner owner) {
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
            audit.every_event_is_in_the_log_or_waits_for_it();
            audit.leaves_fit_their_events();
            audit.documents_are_what_their_digests_say();
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

    private void every_event_is_in_the_log_or_waits_for_it() {
        assertThat(
                        sql.queryForList(
                                "select global_index from event"
                                        + " where global_index not in (select global_index from log_outbox"
                                        + " union select global_index from log_leaf)",
                                Long.class))
                .as("events that the log will not hear of")
                .isEmpty();
    }

    private void leaves_fit_their_events() {
        Set<String> published = new HashSet<>();
        sql.query(
                "select event_id::text, collection, sequence, name, payload, leaf from event",
                row -> {
                    var leaf = JSON.readTree(row.getBytes("leaf"));
                    var payload = Bytes.of(row.getBytes("payload"));
                    var event = row.getString("event_id");
                    assertThat(leaf.at("/evt").asString()).isEqualTo(event);
                    assertThat(leaf.at("/repo").asString()).isEqualTo(row.getString("collection"));
                    assertThat(leaf.at("/agg/seq").asLong()).isEqualTo(row.getLong("sequence"));
                    assertThat(leaf.at("/payload/h").asString())
                            .as("digest of the payload of event %s in its leaf", event)
                            .isEqualTo(payload.sha256().hex());
                    if (row.getString("name").equals("metadata-published")) {
                        published.add(leaf.at("/meta").asString());
                    }
                });
        assertThat(published).isNotEmpty().isSubsetOf(storedDigests());
    }

    private Set<String> storedDigests() {
        return Set.copyOf(
                sql.queryForList("select encode(sha256, 'hex') from document", String.class));
    }

    private void documents_are_what_their_digests_say() {
        sql.query(
                "select sha256, bytes from document",
                row -> {
                    assertThat(Bytes.of(row.getBytes("bytes")).sha256().hex())
                            .isEqualTo(HexFormat.of().formatHex(row.getBytes("sha256")));
                });
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
