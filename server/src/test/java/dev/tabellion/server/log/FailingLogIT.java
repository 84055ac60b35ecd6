package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.projection.log.LogStanding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose database or machine is in trouble says so, waits for nobody and goes on after it. */
class FailingLogIT {
    @TempDir private Path place;
    private LogRecord record;
    private LogNode node;

    @BeforeEach
    void prepare() {
        record = LogRecord.fresh();
        node = new LogNode(place.resolve("a"), record);
        record.append(3);
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
    }

    @AfterEach
    void close() {
        record.audit(node.signer.key());
        node.close();
        record.close();
    }

    @Test
    void an_error_of_the_machine_neither_ends_it_nor_is_kept_quiet() {
        node.key.beforeNext(
                () -> {
                    throw new NoClassDefFoundError("what was there a moment ago");
                });
        record.append(1);
        LogStanding standing = node.turn();
        assertThat(standing).isInstanceOf(LogStanding.Failing.class);
        assertThat(standing.goesOn()).isFalse();
        assertThat(node.turn().goesOn()).isTrue();
    }

    @Test
    void who_has_a_key_that_does_not_answer_makes_way_for_one_whose_key_does() throws Exception {
        Path copy = LogNode.copyOf(place.resolve("a"), place.resolve("b"));
        try (var other = new LogNode(copy, record)) {
            assertThat(other.turn()).isInstanceOf(LogStanding.Following.class);
            node.key.beforeNext(
                    () -> {
                        throw new SignerUnavailable("the token is gone");
                    });
            record.append(1);
            assertThat(node.turn()).isInstanceOf(LogStanding.Failing.class);
            assertThat(other.turn()).isInstanceOf(LogStanding.Leading.class);
            assertThat(other.broughtOut.getLast().head().size().leaves()).isEqualTo(4);
            assertThat(node.turn()).isInstanceOf(LogStanding.Following.class);
        }
    }

    @Test
    void behind_the_batch_of_one_that_vanished_nobody_waits_for_long() throws Exception {
        Path copy = LogNode.copyOf(place.resolve("a"), place.resolve("b"));
        record.append(1);
        try (var other = new LogNode(copy, record);
                Connection vanished = record.log.getConnection()) {
            record.endLease();
            lockHead(vanished);
            long began = System.nanoTime();
            assertThat(other.turn()).isInstanceOf(LogStanding.Following.class);
            assertThat(node.turn()).isInstanceOf(LogStanding.Failing.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(tooLong());
            vanished.rollback();
            assertThat(other.turn()).isInstanceOf(LogStanding.Leading.class);
        }
    }

    /** Well below what an answer of the database may take. */
    private static Duration tooLong() {
        return Duration.ofSeconds(20);
    }

    private static void lockHead(Connection session) throws SQLException {
        session.setAutoCommit(false);
        try (var statement = session.createStatement()) {
            statement.execute("select from log_head for update");
        }
    }
}
