package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.log.WholeLog;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.RunningLog;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.log.LogAudit;
import dev.tabellion.tlog.SignedCheckpoint;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A log in a process of its own that is killed again and again while collections are published:
 * publishing never notices, and whoever watches the checkpoint sees one history that only grows.
 */
class KilledLogIT {
    private static final int KILLS = 2;
    private static final String ROLE = "tabellion_log";

    private final Folder folder = Folder.make();
    private final Fate fate = new Fate();

    @AfterEach
    void the_folder_goes() {
        folder.close();
    }

    @Test
    void a_log_that_is_killed_under_load_leaves_nothing_out_and_never_contradicts_itself()
            throws Exception {
        try (var server = RunningTabellion.start(folder.path(), List.of("--log", "none"));
                var wire = new Wire(server.endpoint())) {
            wire.get("/log/checkpoint").is(404); // nobody keeps it yet
            DatabaseOwner owner = new OwnPostmaster(server.data()).owner();
            try (var log = RunningLog.start(folder.path(), owner.url(), owner.passwordOf(ROLE));
                    var pool = pool(owner)) {
                awaitFirst(wire, log);
                List<SignedCheckpoint> seen;
                try (var watcher = new CheckpointWatcher(wire);
                        var load = PublishLoad.of(publishers(wire))) {
                    for (int kill = 0; kill < KILLS; kill++) {
                        load.awaitAcknowledgements(20);
                        log.kill();
                        load.awaitAcknowledgements(20); // nobody keeps the log meanwhile
                        log.restart();
                    }
                    seen = watcher.seen();
                    assertThat(load.failures()).isLessThanOrEqualTo(4); // those under way
                }
                awaitAllPublished(pool, log);
                LogAudit audit = LogAudit.of(pool, log.key());
                seen.forEach(each -> audit.covers(each, log.key()));
                Told.figure("checkpoints seen", Integer.toString(seen.size()));
                assertThat(WholeLog.read(wire, log.key()).entries()).isEqualTo(audit.leaves());
                dev.tabellion.e2e.server.LogAudit.of(owner, log.data());
            }
        }
    }

    /** A log is well before it has published anything. */
    private static void awaitFirst(Wire wire, RunningLog log) {
        Deadline.await(
                Duration.ofSeconds(15),
                () -> wire.get("/log/checkpoint").status() == 200,
                log::lastWords);
    }

    private List<TenaciousPublisher> publishers(Wire wire) {
        return IntStream.range(0, 4)
                .mapToObj(
                        each ->
                                TenaciousPublisher.beginning(
                                        "example.com/" + UUID.randomUUID(), wire, fate, true))
                .toList();
    }

    private static HikariDataSource pool(DatabaseOwner owner) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(owner.url());
        pool.setUsername(ROLE);
        pool.setPassword(owner.passwordOf(ROLE));
        pool.addDataSourceProperty("currentSchema", "tabellion");
        return pool;
    }

    private static void awaitAllPublished(HikariDataSource pool, RunningLog log) {
        JdbcTemplate sql = new JdbcTemplate(pool);
        Deadline.await(
                Duration.ofSeconds(15),
                () ->
                        sql.queryForList(
                                                """
                                        select 1 from log_head join log_published using (size)
                                        where not exists (select 1 from log_outbox)
                                        """,
                                                Integer.class)
                                        .size()
                                == 1,
                log::lastWords);
    }
}
