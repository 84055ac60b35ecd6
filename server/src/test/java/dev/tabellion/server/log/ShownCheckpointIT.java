package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.log.DamagedCheckpoint;
import dev.tabellion.projection.log.LogStanding;
import dev.tabellion.projection.log.LogTerms;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.projection.log.Stop;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What everybody is shown is what the log signed, or nothing, whoever wrote to the tables. */
class ShownCheckpointIT {
    /** So that what is published is looked at in each turn. */
    private static final LogTerms AT_EACH_TURN =
            new LogTerms(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(10));

    private static final String INSERT =
            "insert into log_checkpoint (size, note, published_at) values (?, ?, now())";

    @TempDir private Path place;
    private LogRecord record;
    private LogNode node;

    @BeforeEach
    void prepare() {
        record = LogRecord.fresh();
        node = new LogNode(place.resolve("a"), record, AT_EACH_TURN);
        record.append(300);
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
    }

    @AfterEach
    void close() {
        node.close();
        record.close();
    }

    @Test
    void a_row_beside_it_is_shown_to_nobody_and_stops_nothing() {
        asLog(INSERT, 1_000_000_000_000L, Bytes.utf8("anything").toArray());
        assertThat(shown()).isEqualTo(node.broughtOut.getLast());
        record.append(1);
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
        assertThat(shown().head().size()).isEqualTo(new TreeSize(301));
    }

    @Test
    void a_row_that_lay_there_before_it_is_not_shown_in_its_place() {
        asLog(INSERT, 310, Bytes.utf8("anything").toArray());
        record.append(10);
        assertThat(node.turn().stop()).isInstanceOf(Stop.Contradiction.class);
        assertThat(shown().head().size()).isEqualTo(new TreeSize(300));
    }

    @Test
    void an_edited_one_is_not_shown_and_who_appends_sees_it() {
        record.asSuperuser(
                "update tabellion.log_checkpoint set note = 'anything' where size = 300");
        assertThatThrownBy(this::shown).isInstanceOf(DamagedCheckpoint.class);
        record.append(1);
        assertThat(node.turn().stop()).isInstanceOf(Stop.Contradiction.class);
    }

    @Test
    void a_deleted_one_is_missed_and_no_smaller_one_is_shown() {
        record.append(1);
        node.turn();
        record.asSuperuser("delete from tabellion.log_checkpoint where size = 301");
        assertThatThrownBy(this::shown).isInstanceOf(DamagedCheckpoint.class);
        assertThat(node.turn().stop()).isInstanceOf(Stop.Contradiction.class);
    }

    @Test
    void one_of_another_key_stops_who_appends() throws Exception {
        try (var strangers = LogRecord.fresh();
                var stranger = new LogNode(place.resolve("stranger"), strangers, AT_EACH_TURN)) {
            strangers.append(300);
            stranger.turn();
            put(stranger.broughtOut.getLast());
        }
        assertThat(node.turn().stop()).isInstanceOf(Stop.Contradiction.class);
    }

    @Test
    void a_fork_of_it_is_not_forgotten_by_who_takes_the_place() throws Exception {
        Path forked = LogNode.copyOf(place.resolve("a"), place.resolve("b"));
        Path late = LogNode.copyOf(place.resolve("a"), place.resolve("c"));
        LogRecord original = record;
        SignedCheckpoint other;
        try (LogRecord fork = record.restored();
                var forker = new LogNode(forked, fork, AT_EACH_TURN)) {
            fork.append(10);
            forker.turn();
            other = forker.broughtOut.getLast();
        }
        record = original.reopened();
        node.close();
        node = new LogNode(place.resolve("a"), record, AT_EACH_TURN);
        record.append(10);
        node.turn();
        put(other);

        assertThat(node.turn().stop()).isInstanceOf(Stop.Forked.class);
        try (var successor = new LogNode(late, record)) {
            record.endLease();
            record.append(1);
            for (int turn = 0; turn < 3; turn++) {
                assertThat(successor.turn().stop()).isInstanceOf(Stop.Forked.class);
            }
            assertThat(successor.signer.last().size()).isEqualTo(new TreeSize(300));
        }
    }

    /** In the place of the one of its size that was published. */
    private void put(SignedCheckpoint checkpoint) {
        record.asSuperuser(
                "update tabellion.log_checkpoint set note = '\\x%s' where size = %s"
                        .formatted(checkpoint.bytes().hex(), checkpoint.head().size()));
    }

    private void asLog(String sql, Object... values) {
        new JdbcTemplate(record.log).update(sql, values);
    }

    private SignedCheckpoint shown() {
        return Objects.requireNonNull(new PublishedLog(record.log).newest()).checkpoint();
    }
}
