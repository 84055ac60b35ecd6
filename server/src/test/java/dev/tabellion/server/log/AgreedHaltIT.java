package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.projection.log.LogStanding;
import dev.tabellion.projection.log.Stop;
import dev.tabellion.server.read.Until;
import dev.tabellion.signer.checkpoint.HaltMark;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.TreeSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one node saw stops every node; what was decided at one of them holds at all. */
class AgreedHaltIT {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Halt SEEN = new Halt(NOW, "rolling audit", "event 17 was edited");

    @TempDir private Path place;
    private LogRecord record;
    private LogNode leader;
    private LogNode follower;

    @BeforeEach
    void prepare() throws Exception {
        record = LogRecord.fresh();
        leader = new LogNode(place.resolve("a"), record);
        record.append(300);
        assertThat(leader.turn()).isInstanceOf(LogStanding.Leading.class);
        follower = new LogNode(LogNode.copyOf(place.resolve("a"), place.resolve("b")), record);
        assertThat(follower.turn()).isInstanceOf(LogStanding.Following.class);
    }

    @AfterEach
    void close() {
        leader.close();
        follower.close();
        record.close();
    }

    @Test
    void what_a_follower_saw_stops_the_leader_until_somebody_decides() throws Exception {
        follower.signer.halt(SEEN);
        assertThat(follower.turn().stop()).isEqualTo(new Stop.Halted(SEEN));
        record.append(20);
        assertThat(leader.turn().stop()).isEqualTo(new Stop.Halted(SEEN));
        assertThat(leader.signer.last().size()).isEqualTo(new TreeSize(300));

        leader.close(); // no restart ends it
        leader = new LogNode(place.resolve("a"), record);
        record.endLease();
        assertThat(leader.turn().stop()).isEqualTo(new Stop.Halted(SEEN));

        LogNode.resume(place.resolve("a"), "restored from the backup");
        assertThat(leader.turn()).isInstanceOf(LogStanding.Leading.class);
        assertThat(leader.signer.last().size()).isEqualTo(new TreeSize(320));
        follower.turn();
        assertThat(follower.turn()).isInstanceOf(LogStanding.Following.class);
        assertThat(follower.signer.halted()).isNull();
        assertThat(place.resolve("b/resumptions")).content().contains("Ada").contains("event 17");
    }

    @Test
    void a_mark_that_another_program_put_down_is_told_as_well() throws Exception {
        new HaltMark(place.resolve("b/halted")).put(SEEN);
        follower.turn();
        record.append(1);
        assertThat(leader.turn().stop()).isEqualTo(new Stop.Halted(SEEN));
    }

    @Test
    void who_takes_the_rows_away_finds_the_marks() {
        follower.signer.halt(SEEN);
        follower.turn();
        record.append(1);
        leader.turn();
        record.asSuperuser("delete from tabellion.log_halt");
        follower.close();
        follower = new LogNode(place.resolve("b"), record);
        assertThat(leader.turn().stop()).isEqualTo(new Stop.Halted(SEEN));
        assertThat(follower.turn().stop()).isEqualTo(new Stop.Halted(SEEN));
        assertThat(leader.broughtOut).hasSize(1);
    }

    @Test
    void an_end_that_the_logs_key_did_not_sign_ends_nothing() {
        follower.signer.halt(SEEN);
        follower.turn();
        record.asSuperuser(
                """
                insert into tabellion.log_resumption
                select id, now(), 'Ada', 'all is well', substr(id || id, 1, 64), now()
                from tabellion.log_halt
                """);
        record.append(1);
        assertThat(leader.turn().stop()).isEqualTo(new Stop.Halted(SEEN));
        assertThat(follower.turn().stop()).isEqualTo(new Stop.Halted(SEEN));
    }

    @Test
    void a_mark_that_was_left_over_ends_and_the_decision_ends_no_later_halt() {
        follower.signer.halt(SEEN);
        follower.turn();
        follower.close();
        record.append(1);
        leader.turn();
        LogNode.resume(place.resolve("a"), "restored from the backup");
        assertThat(leader.turn()).isInstanceOf(LogStanding.Leading.class);

        follower = new LogNode(place.resolve("b"), record);
        follower.turn();
        assertThat(follower.turn()).isInstanceOf(LogStanding.Following.class);

        Halt again = new Halt(NOW.plusSeconds(1), SEEN.by(), SEEN.what());
        follower.signer.halt(again);
        assertThat(follower.turn().stop()).isEqualTo(new Stop.Halted(again));
        record.append(1);
        assertThat(leader.turn().stop()).isEqualTo(new Stop.Halted(again));
    }

    @Test
    void one_ceremony_ends_what_several_nodes_saw_at_once() {
        follower.signer.halt(SEEN);
        Halt asWell = new Halt(NOW, "tabellion log verify", "event 17 was edited");
        leader.signer.halt(asWell);
        follower.turn();
        record.append(1);
        leader.turn();
        follower.turn();
        LogNode.resume(place.resolve("a"), "restored from the backup");
        assertThat(leader.turn()).isInstanceOf(LogStanding.Leading.class);
        follower.turn();
        assertThat(follower.turn()).isInstanceOf(LogStanding.Following.class);
        assertThat(leader.turn()).isInstanceOf(LogStanding.Leading.class);
        assertThat(leader.signer.halted()).isNull();
        assertThat(leader.signer.last().size()).isEqualTo(new TreeSize(301));
    }

    @Test
    void a_database_that_is_put_back_brings_no_halt_back_to_who_heard_of_its_end()
            throws Exception {
        follower.signer.halt(SEEN);
        follower.turn();
        record.append(1);
        leader.turn();
        follower.close();
        LogNode.resume(place.resolve("a"), "restored from the backup");
        assertThat(leader.turn()).isInstanceOf(LogStanding.Leading.class);
        Path third = LogNode.copyOf(place.resolve("a"), place.resolve("c"));
        try (var bystander = new LogNode(third, record)) {
            bystander.turn(); // which nothing ever halted
        }

        leader.close(); // and its disk is lost
        record.asSuperuser("delete from tabellion.log_resumption");
        follower = new LogNode(place.resolve("b"), record);
        assertThat(follower.turn().stop()).isEqualTo(new Stop.Halted(SEEN));
        try (var bystander = new LogNode(third, record)) {
            bystander.turn();
            assertThat(bystander.signer.halted()).isNull();
            follower.turn();
            assertThat(follower.signer.halted()).isNull();
        }
    }

    @Test
    void a_mark_that_one_node_cannot_read_stops_that_node_alone() throws Exception {
        Files.writeString(place.resolve("a/halted"), "torn");
        assertThat(leader.turn().stop()).isInstanceOf(Stop.Halted.class);
        record.append(1);
        assertThat(follower.turn()).isInstanceOf(LogStanding.Leading.class);
        record.asSuperuser(
                "insert into tabellion.log_halt select sha256('x'), now(), 'somebody', 'told', now()");
        record.append(1);
        assertThat(follower.turn()).isInstanceOf(LogStanding.Leading.class);
        assertThat(follower.signer.last().size()).isEqualTo(new TreeSize(302));
    }

    @Test
    void a_node_that_forgot_what_it_signed_leaves_the_place_to_another() throws Exception {
        leader.close();
        Files.delete(place.resolve("a/head"));
        record.endLease();
        leader = new LogNode(place.resolve("a"), record);
        assertThat(leader.turn().stop()).isInstanceOf(Stop.Halted.class);
        record.append(1);
        assertThat(follower.turn()).isInstanceOf(LogStanding.Leading.class);
        assertThat(leader.turn().stop()).isInstanceOf(Stop.Halted.class);
        assertThat(follower.signer.last().size()).isEqualTo(new TreeSize(301));
    }

    @Test
    void who_has_another_key_stops_nobody() {
        try (var stranger = new LogNode(place.resolve("stranger"), record)) {
            stranger.signer.halt(SEEN);
            assertThat(stranger.turn().stop()).isInstanceOf(Stop.ForeignKey.class);
        }
        record.append(1);
        assertThat(leader.turn()).isInstanceOf(LogStanding.Leading.class);
    }

    @Test
    void who_goes_tells_what_halts_him_before_he_gives_his_place_up() {
        record.append(1);
        leader.keeper.start();
        Until.holds("it works", () -> leader.signer.last().size().equals(new TreeSize(301)));
        leader.signer.halt(SEEN);
        leader.keeper.close();
        record.append(1);
        assertThat(follower.turn().stop()).isEqualTo(new Stop.Halted(SEEN));
        assertThat(follower.broughtOut).isEmpty();
    }
}
