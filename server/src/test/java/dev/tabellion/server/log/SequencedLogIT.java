package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.log.LogStanding;
import dev.tabellion.projection.log.LogTerms;
import dev.tabellion.tlog.TreeSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which leaf gets which place, whoever writes and whoever appends. */
class SequencedLogIT {
    private static final int WRITERS = 64;
    private static final int TRANSACTIONS = 12;

    @TempDir private Path place;
    private LogRecord record;
    private LogNode node;

    @BeforeEach
    void prepare() {
        record = LogRecord.fresh();
        node = new LogNode(place.resolve("a"), record);
    }

    @AfterEach
    void close() {
        LogAudit audit = record.audit(node.signer.key());
        node.broughtOut.forEach(each -> audit.covers(each, node.signer.key()));
        node.close();
        record.close();
    }

    @Test
    void an_empty_log_publishes_that_it_is_empty() {
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
        assertThat(node.broughtOut.getLast().head().size()).isEqualTo(TreeSize.ZERO);
    }

    @Test
    void of_64_writers_who_roll_back_at_will_no_leaf_is_left_out_and_no_place_stays_empty()
            throws Exception {
        node.keeper.start();
        List<Callable<Integer>> writers =
                IntStream.range(0, WRITERS)
                        .<Callable<Integer>>mapToObj(writer -> () -> write(writer))
                        .toList();
        int written = 0;
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Integer> each : threads.invokeAll(writers)) {
                written += each.get();
            }
        }
        node.keeper.close();
        node.turn();

        LogAudit audit = record.audit(node.signer.key());
        assertThat(audit.size().leaves()).isEqualTo(written);
        inOrder(audit);
    }

    private int write(int writer) {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(record.writers()));
        int written = 0;
        for (int round = 0; round < TRANSACTIONS; round++) {
            int first = written;
            int more = 1 + (writer + round) % 5;
            boolean isRolledBack = (writer + round) % 7 == 0;
            transaction.executeWithoutResult(
                    status -> {
                        LogRecord.append(record.sql, "writer-" + writer, first, more);
                        if (isRolledBack) {
                            status.setRollbackOnly();
                        }
                    });
            node.keeper.wake();
            written += isRolledBack ? 0 : more;
        }
        return written;
    }

    /** Of one collection, what happened first stands first. */
    private static void inOrder(LogAudit audit) {
        for (int writer = 0; writer < WRITERS; writer++) {
            String stream = "writer-" + writer + "#";
            List<Bytes> mine =
                    audit.leaves().stream().filter(l -> l.utf8().startsWith(stream)).toList();
            for (int sequence = 0; sequence < mine.size(); sequence++) {
                assertThat(mine.get(sequence))
                        .isEqualTo(LogRecord.leaf("writer-" + writer, sequence));
            }
        }
    }

    @Test
    void what_is_committed_late_comes_later_and_is_not_forgotten() throws Exception {
        try (var connection = record.writers().getConnection()) {
            connection.setAutoCommit(false);
            var slow = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            LogRecord.append(slow, "slow", 0, 1);
            LogRecord.append(record.sql, "quick", 0, 1);
            node.turn();
            connection.commit();
        }
        node.turn();

        assertThat(record.audit(node.signer.key()).leaves())
                .containsExactly(LogRecord.leaf("quick", 0), LogRecord.leaf("slow", 0));
    }

    @Test
    void a_backlog_of_many_batches_is_taken_up_and_published_on_the_way() {
        record.append(20_000);
        node.turn();
        assertThat(node.broughtOut.getLast().head().size()).isEqualTo(new TreeSize(4 * 4096));
        node.turn();
        assertThat(node.broughtOut.getLast().head().size()).isEqualTo(new TreeSize(20_000));
    }

    @Test
    void while_nothing_happens_the_same_checkpoint_is_published_afresh() throws Exception {
        node.close();
        Duration always = Duration.ZERO;
        node =
                new LogNode(
                        place.resolve("a"),
                        record,
                        new LogTerms(Duration.ofMillis(1), Duration.ofMinutes(5), always));
        record.append(3);
        node.turn();
        var first = publishedAt();
        node.turn();
        assertThat(publishedAt()).isAfter(first);
        assertThat(node.broughtOut).hasSize(2);
        assertThat(node.broughtOut.get(1)).isEqualTo(node.broughtOut.get(0));
    }

    private java.sql.Timestamp publishedAt() {
        return Objects.requireNonNull(
                record.sql.queryForObject(
                        "select at from tabellion.log_published", java.sql.Timestamp.class));
    }

    @Test
    void of_two_nodes_one_appends_and_the_other_remembers_what_that_published() throws Exception {
        try (var other = second()) {
            record.append(300);
            assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
            assertThat(other.turn()).isInstanceOf(LogStanding.Following.class);
            assertThat(other.signer.last()).isEqualTo(node.signer.last());
            assertThat(other.broughtOut).isEmpty();
        }
    }

    @Test
    void who_was_paused_while_another_took_its_place_appends_nothing_more() throws Exception {
        record.append(100);
        node.turn();
        try (var other = second()) {
            record.endLease();
            record.append(100);
            assertThat(other.turn()).isInstanceOf(LogStanding.Leading.class);
            record.append(100);
            assertThat(node.turn()).isInstanceOf(LogStanding.Following.class);
            assertThat(node.signer.last().size()).isEqualTo(new TreeSize(100));
            other.turn();
            assertThat(other.broughtOut.getLast().head().size()).isEqualTo(new TreeSize(300));
            node.turn();
            assertThat(node.signer.last()).isEqualTo(other.signer.last());
        }
    }

    @Test
    void who_is_paused_between_its_batch_and_its_signature_shows_nothing_smaller()
            throws Exception {
        record.append(100);
        node.turn();
        try (var other = second()) {
            record.append(50);
            List<TreeSize> shown = new ArrayList<>();
            node.key.beforeNext(
                    () -> {
                        record.endLease();
                        record.append(50);
                        other.turn();
                        shown.add(shownSize());
                    });
            node.turn();
            shown.add(shownSize());
            assertThat(shown).containsExactly(new TreeSize(200), new TreeSize(200));
            assertThat(node.broughtOut.getLast().head().size()).isEqualTo(new TreeSize(150));
            record.append(1);
            assertThat(node.turn()).isInstanceOf(LogStanding.Following.class);
        }
    }

    @Test
    void who_ends_as_it_should_gives_its_place_up_at_once() throws Exception {
        node.turn();
        node.keeper.start();
        node.keeper.close();
        try (var other = second()) {
            assertThat(other.turn()).isInstanceOf(LogStanding.Leading.class);
        }
    }

    private TreeSize shownSize() {
        Long size =
                record.sql.queryForObject("select size from tabellion.log_published", Long.class);
        return new TreeSize(size == null ? -1 : size);
    }

    private LogNode second() throws Exception {
        return new LogNode(LogNode.copyOf(place.resolve("a"), place.resolve("b")), record);
    }
}
