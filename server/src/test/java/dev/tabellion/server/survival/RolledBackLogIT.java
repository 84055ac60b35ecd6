package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.log.LogAudit;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A database put back to a copy of its disk while people publish, as a restored dump or a recovery
 * to a point in time leaves it, and brought forward again: whoever watches the log sees one history
 * that only grows.
 */
class RolledBackLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Folder folder = Folder.make();
    private final Fate fate = new Fate();
    private final RunningTabellion server = RunningTabellion.start(folder.path(), List.of());
    private final Wire wire = new Wire(server.endpoint());
    private final Path cluster = server.data().resolve("postgres/cluster");
    private final Path copy = folder.path().resolve("copy");
    private final Path aside = folder.path().resolve("aside");
    private final List<TenaciousPublisher> publishers = Crowd.of(4, wire, fate);

    @AfterEach
    void the_server_ends() {
        wire.close();
        server.close();
        folder.close();
    }

    @Test
    void a_database_that_was_put_back_shows_nothing_smaller_and_goes_on_when_it_is_brought_forward()
            throws Exception {
        try (var watcher = new CheckpointWatcher(wire)) {
            try (var load = PublishLoad.of(publishers)) {
                load.awaitAcknowledgements(20);
                load.mistreat(server::killWithDatabase, this::copied);
                long copied = watcher.size();
                load.awaitAcknowledgements(40);
                Deadline.await(PATIENCE, () -> watcher.size() > copied, () -> "a larger log");
                load.mistreat(server::killWithDatabase, () -> putBackAndForth(watcher));
                load.awaitAcknowledgements(20);
            }
            Deadline.await(PATIENCE, this::isAllPublished, server::lastWords);
            publishers.forEach(each -> assertThat(each.settled()).isTrue());
            publishers.forEach(TenaciousPublisher::requireEverything);
            try (var pool = pool()) {
                LogAudit audit = LogAudit.of(pool, key());
                watcher.seen().forEach(each -> audit.covers(each, key()));
                Told.figure("checkpoints seen", Integer.toString(watcher.seen().size()));
            }
        }
        RecordAudit.of(owner(), server.data());
    }

    /** As a disk is that lost its machine. */
    private void copied() {
        run("cp", "-a", cluster.toString(), copy.toString());
        server.restart();
    }

    private void putBackAndForth(CheckpointWatcher watcher) {
        run("mv", cluster.toString(), aside.toString());
        run("mv", copy.toString(), cluster.toString());
        server.restartUnwell();
        Deadline.await(
                PATIENCE,
                () -> wire.get("/_notary_server/health").text().contains("was put back"),
                server::lastWords);
        wire.get("/log/checkpoint").is(404);
        publishers.forEach(each -> wire.tuf(each.gun(), "timestamp.json").is(200));
        long stored = number("select size from log_head");
        assertThat(stored).isLessThan(watcher.size());
        assertThat(number("select max(size) from log_checkpoint")).isLessThanOrEqualTo(stored);
        server.killWithDatabase();
        run("rm", "-r", cluster.toString());
        run("mv", aside.toString(), cluster.toString());
        server.restart();
    }

    private boolean isAllPublished() {
        return number(
                        """
                        select count(*) from log_head join log_published using (size)
                        where not exists (select 1 from log_outbox)
                        """)
                == 1;
    }

    private long number(String question) {
        try (var pool = pool()) {
            Long number = new JdbcTemplate(pool).queryForObject(question, Long.class);
            return number == null ? 0 : number;
        }
    }

    private HikariDataSource pool() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(owner().url());
        pool.setUsername(owner().user());
        pool.setPassword(owner().password());
        pool.addDataSourceProperty("currentSchema", "tabellion");
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private DatabaseOwner owner() {
        return new OwnPostmaster(server.data()).owner();
    }

    private VerifierKey key() {
        try {
            return VerifierKey.parse(Files.readString(server.data().resolve("log/vkey")).strip());
        } catch (IOException | MalformedLogData e) {
            throw new AssertionError("reading the log's key", e);
        }
    }

    private static void run(String... command) {
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            assertThat(exit).as("%s", List.of(command)).isZero();
        } catch (IOException e) {
            throw new AssertionError(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while files move", e);
        }
    }
}
