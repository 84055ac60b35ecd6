package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.projection.log.LogStanding;
import dev.tabellion.projection.log.Stop;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.signer.checkpoint.LogFolderInUse;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that must not go on says why, changes nothing, and goes on when it may again. */
class StoppedLogIT {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir private Path place;
    private LogRecord record;
    private LogNode node;

    @BeforeEach
    void prepare() {
        record = LogRecord.fresh();
        node = new LogNode(place.resolve("a"), record);
        record.append(300);
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
    }

    @AfterEach
    void close() {
        node.close();
        record.close();
    }

    @Test
    void a_restored_backup_gets_no_leaf_and_no_checkpoint_and_the_log_goes_on_when_it_catches_up()
            throws Exception {
        LogRecord ahead = record;
        try (LogRecord backup = record.restored()) {
            record = ahead.reopened();
            restart(record);
            record.append(40);
            assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);

            restart(backup);
            backup.append(500); // the server goes on publishing, well beyond what was signed
            for (int turn = 0; turn < 3; turn++) {
                assertThat(stop()).isInstanceOf(Stop.RolledBack.class);
            }
            assertThat(node.signer.last().size()).isEqualTo(new TreeSize(340));
            assertThat(size(backup)).isEqualTo(300);
            assertThat(node.broughtOut).isEmpty();
            assertThat(stop().advice()).contains("size 340");

            restart(record);
            record.append(1);
            assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
            assertThat(record.audit(node.signer.key()).size()).isEqualTo(new TreeSize(341));
        }
    }

    @Test
    void who_remembers_more_than_a_restored_backup_keeps_the_place_from_who_remembers_less()
            throws Exception {
        Path older = LogNode.copyOf(place.resolve("a"), place.resolve("b"));
        record.append(1);
        node.turn();
        record.asSuperuser(
                """
                update tabellion.log_head set size = 300, holder = null,
                    peaks = substr(peaks, 1, 32 * bit_count(300::bit(64))::int)
                """);
        record.append(1);
        node.turn();
        assertThat(stop()).isInstanceOf(Stop.RolledBack.class);
        try (var other = new LogNode(older, record)) {
            record.append(5);
            assertThat(other.turn()).isNotInstanceOf(LogStanding.Leading.class);
            assertThat(other.broughtOut).isEmpty();
        }
    }

    @Test
    void a_fork_is_neither_continued_nor_signed() throws Exception {
        Path forker = LogNode.copyOf(place.resolve("a"), place.resolve("b"));
        LogRecord original = record;
        try (LogRecord fork = record.restored()) {
            record = original.reopened();
            restart(record);
            record.append(10);
            node.turn();
            TreeHead signed = node.signer.last();
            try (var other = new LogNode(forker, fork)) {
                fork.endLease();
                fork.append(50);
                assertThat(other.turn()).isInstanceOf(LogStanding.Leading.class);
            }
            restart(fork);
            fork.append(10);
            assertThat(stop()).isInstanceOf(Stop.Forked.class);
            assertThat(node.signer.last()).isEqualTo(signed);
            assertThat(size(fork)).isEqualTo(350);
        }
    }

    @Test
    void who_is_halted_signs_nothing_and_leaves_get_their_places_all_the_same() {
        node.signer.halt(new Halt(NOW, "rolling audit", "event 17 was edited"));
        record.append(20);
        assertThat(stop())
                .isEqualTo(new Stop.Halted(new Halt(NOW, "rolling audit", "event 17 was edited")));
        assertThat(size(record)).isEqualTo(320);
        assertThat(node.signer.last().size()).isEqualTo(new TreeSize(300));
        restart(record); // no restart ends it
        assertThat(stop()).isInstanceOf(Stop.Halted.class);

        LogNode.resume(place.resolve("a"), "restored from the backup");
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
        assertThat(node.signer.last().size()).isEqualTo(new TreeSize(320));
        assertThat(place.resolve("a/resumptions"))
                .content()
                .contains("Ada")
                .contains("event 17 was edited");
    }

    @Test
    void a_mark_that_says_nothing_halts_as_well() throws Exception {
        Files.createFile(place.resolve("a/halted"));
        assertThat(stop()).isInstanceOf(Stop.Halted.class);
    }

    @Test
    void who_forgot_what_it_signed_signs_nothing_until_somebody_tells_it() throws Exception {
        var newest = node.broughtOut.getLast();
        node.close();
        Files.delete(place.resolve("a/head"));
        restart(record);
        record.append(5);
        assertThat(stop()).isInstanceOf(Stop.Halted.class);
        node.close();

        LogFolder folder = new LogFolder(place.resolve("a"));
        assertThat(folder.hasForgotten()).isTrue();
        assertThat(folder.recall(newest, NOW)).isTrue();
        LogNode.resume(folder.path(), "the checkpoint that the witness had");
        restart(record);
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
        record.audit(node.signer.key());
    }

    @Test
    void a_node_with_a_key_of_its_own_neither_signs_nor_stands_in_the_way() throws Exception {
        try (var stranger = new LogNode(place.resolve("stranger"), record)) {
            record.endLease();
            assertThat(stranger.turn().stop()).isInstanceOf(Stop.ForeignKey.class);
            assertThat(stranger.broughtOut).isEmpty();
        }
        record.append(1);
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
    }

    @Test
    void a_second_instance_on_the_same_key_does_not_start() {
        assertThatThrownBy(() -> new LogNode(place.resolve("a"), record))
                .isInstanceOf(LogFolderInUse.class);
    }

    @Test
    void an_edited_edge_is_not_built_upon() {
        record.asSuperuser(
                """
                update tabellion.log_edge
                set hashes = overlay(hashes placing '\\x00'::bytea from 40) where level = 0
                """);
        restart(record);
        record.append(1);
        assertThat(stop()).isInstanceOf(Stop.Contradiction.class);
        assertThat(size(record)).isEqualTo(300);
    }

    @Test
    void an_edited_head_is_not_built_upon() {
        record.asSuperuser("update tabellion.log_head set root = sha256('something else'::bytea)");
        restart(record);
        assertThat(stop()).isInstanceOf(Stop.Contradiction.class);
    }

    @Test
    void an_event_that_vanished_before_it_got_its_place_is_missed() {
        record.append(2);
        record.asSuperuser(
                """
                delete from tabellion.event
                where global_index = (select max(global_index) from tabellion.event)
                """);
        assertThat(stop()).isInstanceOf(Stop.EventGone.class);
        assertThat(size(record)).isEqualTo(300);
    }

    @Test
    void an_event_that_is_to_get_a_second_place_gets_none() {
        record.asSuperuser("insert into tabellion.log_outbox values (1)");
        assertThat(stop()).isInstanceOf(Stop.Contradiction.class);
        assertThat(size(record)).isEqualTo(300);
    }

    private Stop stop() {
        return Objects.requireNonNull(node.turn().stop());
    }

    /** The process dies and starts again, on this record. */
    private void restart(LogRecord on) {
        node.close();
        node = new LogNode(place.resolve("a"), on);
        on.endLease();
    }

    private static long size(LogRecord record) {
        Long size = record.sql.queryForObject("select size from tabellion.log_head", Long.class);
        return size == null ? -1 : size;
    }
}
