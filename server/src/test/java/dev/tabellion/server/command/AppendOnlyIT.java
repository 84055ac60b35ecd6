package dev.tabellion.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.database.SignerDatabase;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database itself keeps anybody from doing to the record. */
class AppendOnlyIT {
    private static final String INSERT =
            "insert into tabellion.event (event_id, collection, sequence, kind, occurred_at, name,"
                    + " revision, payload, metadata, leaf)"
                    + " values (?, ?, 0, 'collection', now(), 'x', '1', '{}', '{}', ?)";

    private static DatabaseOwner owner;
    private static HikariDataSource pool;
    private static HikariDataSource signerPool;
    private static JdbcTemplate app;

    @BeforeAll
    static void prepare() {
        owner = Backing.freshDatabase();
        pool = RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool();
        signerPool = SignerDatabase.prepare(owner, DatabaseSettings.defaults()).signerPool();
        app = new JdbcTemplate(pool);
        append("kept", new byte[] {1, 2});
        app.update(
                "insert into tabellion.document values (sha256('a'::bytea), 'a'::bytea)"
                        + " on conflict do nothing");
    }

    @AfterAll
    static void close() {
        pool.close();
        signerPool.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update tabellion.event set name = 'y'",
                "delete from tabellion.event",
                "truncate tabellion.event",
                "update tabellion.document set bytes = 'b'",
                "delete from tabellion.document",
                "truncate tabellion.document",
                "update tabellion.ledger set log_origin = 'z'",
                "delete from tabellion.log_outbox",
                "insert into tabellion.log_outbox values (99)",
                "alter table tabellion.event disable trigger all",
                "select * from signer.managed_key"
            })
    void the_application_may_only_add_and_read(String statement) {
        assertThatThrownBy(() -> app.execute(statement))
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update tabellion.event set name = 'y'",
                "delete from tabellion.document",
                "truncate tabellion.event cascade"
            })
    void even_the_owner_stumbles_over_a_wire(String statement) throws SQLException {
        try (var connection = owner.connect();
                var change = connection.createStatement()) {
            assertThatThrownBy(() -> change.execute(statement))
                    .hasMessageContaining("what was recorded stays");
        }
    }

    @Test
    void an_event_without_a_leaf_cannot_be() {
        assertThatThrownBy(() -> append("leafless", null)).rootCause().hasMessageContaining("leaf");
        assertThatThrownBy(() -> append("empty", new byte[0]))
                .rootCause()
                .hasMessageContaining("leaf");
        assertThatThrownBy(() -> append("long", new byte[65_536]))
                .rootCause()
                .hasMessageContaining("leaf");
    }

    @Test
    void an_event_stands_in_the_queue_for_the_log_as_soon_as_it_stands_anywhere()
            throws SQLException {
        append("queued", new byte[] {3, 4});
        try (var connection = owner.connect();
                var question = connection.createStatement();
                var answer =
                        question.executeQuery(
                                "select count(*) from tabellion.event e where not exists (select 1"
                                        + " from tabellion.log_outbox o where o.global_index ="
                                        + " e.global_index)")) {
            answer.next();
            assertThat(answer.getLong(1)).isZero();
        }
    }

    @Test
    void of_two_events_with_one_number_the_second_is_refused() {
        append("twice", new byte[] {5, 6});
        assertThatThrownBy(() -> append("twice", new byte[] {7, 8}))
                .rootCause()
                .hasMessageContaining("event_collection_sequence_key");
    }

    @Test
    void the_signers_role_sees_nothing_of_the_record() {
        var signer = new JdbcTemplate(signerPool);
        assertThatThrownBy(() -> signer.execute("select * from tabellion.event"))
                .rootCause()
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> signer.execute("delete from signer.managed_key"))
                .rootCause()
                .hasMessageContaining("denied");
    }

    private static void append(String collection, byte @Nullable [] leaf) {
        app.update(INSERT, UUID.randomUUID(), collection, leaf);
    }
}
