package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.inspection.Finding;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.tlog.Halt;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A superuser edits rows past all triggers: what he edited is named, and nothing is signed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditedRecordIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Folder folder = Folder.make();
    private final RunningTabellion server = RunningTabellion.start(folder.path(), List.of());
    private final Scene scene = new Scene(server.endpoint());
    private final DatabaseOwner superuser =
            LogAudit.embedded(server.data()).orElseThrow(AssertionError::new);

    @BeforeAll
    void there_is_a_record() {
        var pocket =
                TenaciousPublisher.beginning(scene.freshGun(), scene.wire(), new Fate(), false);
        assertThat(pocket.publish("v1")).isTrue();
        assertThat(pocket.publish("v2")).isTrue();
        Deadline.await(PATIENCE, this::isAllPublished, () -> "all of the record is published");
        execute("create table kept_notes as select * from log_checkpoint");
        assertThat(findings()).isEmpty();
    }

    @AfterAll
    void the_server_ends() {
        scene.close();
        server.close(); // which audits: every edit was undone
        folder.close();
    }

    @ParameterizedTest
    @EnumSource
    void an_edit_is_named_and_halts_the_log(Edit edit) throws IOException {
        execute(edit.done());
        try (Bystander bystander = Bystander.of(server.data(), superuser)) {
            assertThat(findings()).as("%s", edit).satisfies(edit::isNamedBy);
            Halt halt = bystander.awaitHalt();
            assertThat(halt.by()).isEqualTo("rolling-inspection");
            assertThat(halt.what()).isNotEmpty();
            assertThat(bystander.signs()).isFalse();
        } finally {
            execute(edit.undone());
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_is_right_halts_nothing() throws IOException {
        try (Bystander bystander = Bystander.of(server.data(), superuser)) {
            bystander.awaitRounds(2);
            assertThat(bystander.signs()).isTrue();
        }
    }

    private List<Finding> findings() {
        return LogAudit.findings(superuser, server.data());
    }

    private boolean isAllPublished() {
        return one(
                """
                select not exists (select from log_outbox)
                   and (select size from log_head) = (select max(size) from log_checkpoint)
                """);
    }

    private boolean one(String sql) {
        try (var connection = superuser.connect();
                var statement = connection.createStatement()) {
            statement.execute("set search_path = tabellion");
            try (var rows = statement.executeQuery(sql)) {
                return rows.next() && rows.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Neither triggers nor foreign keys stand in the way. */
    private void execute(String sql) {
        try (var connection = superuser.connect();
                var statement = connection.createStatement()) {
            statement.execute("set search_path = tabellion");
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
