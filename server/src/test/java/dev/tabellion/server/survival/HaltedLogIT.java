package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.log.WholeLog;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.TreeSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A server whose record is edited while it serves: its log stops, and nothing else does. */
class HaltedLogIT {
    private static final Duration ROUND = Duration.ofSeconds(15);

    private final Folder folder = Folder.make();
    private final RunningTabellion server =
            RunningTabellion.start(
                    folder.path(),
                    List.of(),
                    Map.of(
                            "TABELLION_LOG_INSPECTION_ROUND",
                            "1s",
                            "TABELLION_LOG_INSPECTION_REST",
                            "1s"));
    private final Scene scene = new Scene(server.endpoint());

    @AfterEach
    void the_server_ends() {
        scene.close();
        server.closeUnaudited(); // its log is wrong, and said so
        folder.close();
    }

    @Test
    void nothing_is_signed_after_an_edit_was_seen() throws Exception {
        var publisher =
                TenaciousPublisher.beginning(scene.freshGun(), scene.wire(), new Fate(), false);
        Deadline.await(ROUND, () -> size().leaves() > 0, () -> "a checkpoint of something");
        edit("update tabellion.event set payload = payload || ' '::bytea where global_index = 3");
        Path mark = server.data().resolve("log/halted");
        Deadline.await(ROUND, () -> Files.exists(mark), () -> "the log is halted");
        assertThat(Files.readString(mark)).contains("payload-differs").contains("index 2");

        TreeSize before = size();
        assertThat(publisher.publish("v1")).isTrue();
        assertThat(publisher.publish("v2")).isTrue();
        Deadline.await(ROUND, () -> health().contains("halted"), () -> "health says so");
        assertThat(size()).isEqualTo(before);
        publisher.requireCurrent();
        assertThat(scene.wire().get("/metrics").is(200).text())
                .contains("tabellion_log_findings_total{fault=\"payload-differs\"}");
        Deadline.await(
                ROUND,
                () -> findings().contains("LOG_CHAIN_BROKEN"),
                () -> "a finding that is in no log; there are " + findings());
    }

    private List<String> findings() {
        return new JdbcTemplate(LogAudit.dataSource(LogAudit.embedded(server.data()).orElseThrow()))
                .queryForList("select rule from tabellion.finding", String.class);
    }

    /** With the rights that the log's own role has. */
    @Test
    void what_is_served_is_held_against_the_record() throws Exception {
        var publisher =
                TenaciousPublisher.beginning(scene.freshGun(), scene.wire(), new Fate(), false);
        assertThat(publisher.publish("v1")).isTrue();
        edit("update tabellion.current_document set version = 7 where role = 'targets'");
        Path mark = server.data().resolve("log/halted");
        Deadline.await(ROUND, () -> Files.exists(mark), () -> "the log is halted");
        assertThat(Files.readString(mark)).contains("served-differs").contains("role targets");
    }

    private String health() {
        return scene.wire().get("/_notary_server/health").text();
    }

    private TreeSize size() {
        try {
            return WholeLog.checkpoint(scene.wire()).head().size();
        } catch (MalformedLogData e) {
            throw new AssertionError(e);
        }
    }

    private void edit(String sql) {
        var superuser = LogAudit.embedded(server.data()).orElseThrow();
        try (var connection = superuser.connect();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
