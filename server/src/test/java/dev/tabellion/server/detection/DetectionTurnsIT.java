package dev.tabellion.server.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Words;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.follow.SaidOfCases;
import dev.tabellion.server.read.Until;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns of detection that fail, that are another's, and that come too early. */
class DetectionTurnsIT {
    private final DetectionRoom room = new DetectionRoom();
    private final Gun gun = new Gun("example.com/watched");
    private final WriteNode node = room.writer();
    private final PocketPublisher publisher = room.publisher(node, gun);

    @BeforeEach
    void publish() {
        node.publish(gun, publisher.addTarget("v1").firstPublication());
        node.publish(gun, publisher.addTarget("v2").publication());
        room.owner(
                """
                create function tabellion.refuse() returns trigger language plpgsql as
                $$ begin raise exception 'no findings today'; end $$
                """);
        room.owner("grant select on sequence tabellion.finding_number_seq to public");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static final String AT_ONCE = "trigger stop before insert on tabellion.finding";
    private static final String AT_COMMIT =
            "constraint trigger stop after insert on tabellion.finding"
                    + " deferrable initially deferred";

    @ParameterizedTest
    @ValueSource(strings = {AT_ONCE, AT_COMMIT})
    void what_was_found_of_edited_rows_is_told_by_the_turn_after_one_that_failed(String trigger) {
        new SaidOfCases(room.sql)
                .append(
                        new AnnouncementWithdrawn(
                                new CaseId("ab".repeat(16)), new Words("not today")));
        try (var _ = room.node()) {
            room.catchUp();
        }
        room.owner(
                """
                alter table tabellion.event disable trigger all;
                update tabellion.event set payload = '{}' where name = 'announcement-withdrawn';
                alter table tabellion.event enable trigger all
                """);
        room.owner("create " + trigger + " for each row execute function tabellion.refuse()");
        long before = attempts();
        try (var _ = room.node()) {
            Until.holds("a turn fails", () -> attempts() > before);
            room.owner("drop trigger stop on tabellion.finding");
            room.untilFound("RULE_FAILED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {AT_ONCE, AT_COMMIT})
    void a_turn_that_fails_is_taken_again_while_others_look_at_the_clock(String trigger) {
        try (var _ = room.node();
                var _ = room.node()) {
            room.catchUp();
            room.owner("create " + trigger + " for each row execute function tabellion.refuse()");
            room.playAgain("targets");
            room.takeLeaves();
            long before = attempts();
            room.holdsWhileTimePasses("three attempts fail", () -> attempts() >= before + 3);
            room.owner("drop trigger stop on tabellion.finding");
            room.holdsWhileTimePasses(
                    "it is found", () -> room.found().contains("VERSION_ROLLBACK"));
            room.catchUp();
        }
        assertThat(room.found()).contains("VERSION_ROLLBACK").doesNotHaveDuplicates();
        assertThat(room.number("select count(*) from tabellion.detection_dossier")).isEqualTo(1);
    }

    @Test
    void rules_that_come_back_begin_at_the_first_leaf_again() {
        room.sql.update(
                "update tabellion.detection_head set size = 3, rules = decode(?, 'hex')",
                "11".repeat(32));
        room.sql.update(
                """
                insert into tabellion.follower (name, segment, position)
                values ('detection-111111111111', 0, convert_to('2', 'UTF8'))
                """);
        try (var _ = room.node()) {
            room.catchUp();
        }
        assertThat(
                        room.number(
                                """
                                select count(*) from tabellion.follower
                                where name = 'detection-111111111111'
                                """))
                .isZero();
    }

    @Test
    void nothing_is_late_that_may_wait_for_its_place_in_the_log_but_what_the_log_owes() {
        sing();
        try (var _ = room.node()) {
            room.catchUp();
            room.clock.pass(Duration.ofDays(9));
            node.publish(gun, publisher.addTarget("v3").publication());
            room.clock.pass(Duration.ofDays(2));
            room.untilFound("CANARY_LATE");
            assertThat(room.found()).containsExactly("CANARY_LATE");
            room.catchUp();
            room.clock.pass(Duration.ofDays(2));
            assertThat(room.found()).doesNotContain("STALE_TIMESTAMP");
            room.clock.pass(Duration.ofDays(10));
            room.untilFound("STALE_TIMESTAMP");
        }
    }

    private long attempts() {
        return room.number("select last_value from tabellion.finding_number_seq");
    }

    private void sing() {
        String song = "{\"due\":\"%s\",\"period\":86400}".formatted(room.clock.instant());
        room.sql.update(
                """
                insert into tabellion.event
                    (event_id, collection, sequence, kind, occurred_at, name, revision,
                     payload, metadata, leaf)
                select gen_random_uuid(), '*ledger', 0, 'ledger', occurred_at, 'canary-sung', '1',
                    convert_to(?, 'UTF8'), metadata, leaf
                from tabellion.event order by global_index desc limit 1
                """,
                song);
    }
}
