package dev.tabellion.server.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.ChangeScope;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Words;
import dev.tabellion.detection.Told;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.server.follow.SaidOfCases;
import dev.tabellion.server.read.Until;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event that somebody edited before those who follow the log have come to it. */
class UnreadLeafIT {
    private final DetectionRoom room = new DetectionRoom();
    private final UnreadEvent teller = new UnreadEvent(room.source, new AuditEntries(room.pool));

    @BeforeEach
    void publish() {
        var gun = new Gun("example.com/watched");
        var node = room.writer();
        var publisher = room.publisher(node, gun);
        node.publish(gun, publisher.addTarget("v1").firstPublication());
        room.takeLeaves();
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void who_follows_the_log_stands_before_it_says_so_and_goes_on_once_it_is_repaired() {
        long size = room.number("select count(*) from tabellion.log_leaf");
        long leaf = size / 2;
        room.owner(
                "create table tabellion.kept as select global_index, payload from tabellion.event");
        edit(leaf, "'{}'");
        try (var node = room.node()) {
            Until.holds("detection stands before leaf " + leaf, () -> heard() == leaf);
            Until.holds("health names the leaf", () -> said(node).contains("leaf " + leaf + " "));
            assertThat(teller.told(room.clock.instant(), size))
                    .containsExactly(new Told.Unread(leaf, size));
            assertThat(heard()).isEqualTo(leaf);

            edit(
                    leaf,
                    "(select payload from tabellion.kept k where k.global_index = e.global_index)");
            Until.holds("detection went on", () -> heard() == size);
            assertThat(said(node)).isEmpty();
            assertThat(teller.told(room.clock.instant(), size)).isEmpty();
        }
        assertThat(room.found()).isEmpty();
    }

    @Test
    void an_announcement_that_somebody_edited_before_it_was_heard_is_never_heard() {
        new SaidOfCases(room.sql)
                .append(
                        new ChangeAnnounced(
                                new CaseId("ab".repeat(16)),
                                new ChangeScope.OneCollection(new Gun("example.com/watched")),
                                List.of(),
                                room.clock.instant().plus(Duration.ofDays(1)),
                                room.clock.instant().plus(Duration.ofDays(2)),
                                new Words("a drill")));
        room.takeLeaves();
        long leaf = room.number("select count(*) from tabellion.log_leaf") - 1;
        edit(
                leaf,
                """
                convert_to(
                    replace(convert_from(payload, 'UTF8'), '2030-01-02', '2029-12-31'), 'UTF8')
                """);
        try (var node = room.node()) {
            Until.holds("health names the leaf", () -> said(node).contains("leaf " + leaf + " "));
            assertThat(teller.told(room.clock.instant(), leaf + 1))
                    .containsExactly(new Told.Unread(leaf, leaf + 1));
        }
        assertThat(heard()).isEqualTo(leaf);
    }

    /** As after a server of a later edition, which is nobody's attack. */
    @Test
    void what_was_logged_so_by_another_name_and_does_not_read_is_no_finding() {
        long leaf = forged("of-tomorrow");
        try (var node = room.node()) {
            Until.holds("health says so", () -> !said(node).isEmpty());
            assertThat(room.source.unread()).isEqualTo(leaf);
            assertThat(teller.told(room.clock.instant(), leaf)).isEmpty();
        }
    }

    @Test
    void a_payload_and_its_leaf_forged_together_are_one_where_they_bear_a_name_that_is_known() {
        long leaf = forged("signature-produced");
        try (var node = room.node()) {
            Until.holds("health says so", () -> !said(node).isEmpty());
            assertThat(teller.told(room.clock.instant(), leaf))
                    .containsExactly(new Told.Unread(leaf, leaf));
        }
    }

    /** The last event, by that name, of which this program reads nothing. */
    private long forged(String name) {
        long leaf = room.number("select count(*) from tabellion.log_leaf") - 1;
        edit(leaf, "'{\"of\":\"tomorrow\"}'");
        room.owner(
                """
                alter table tabellion.event disable trigger all;
                update tabellion.event set name = '%1$s', leaf =
                    convert_to(regexp_replace(regexp_replace(convert_from(leaf, 'UTF8'),
                        '"h":"[0-9a-f]*"', '"h":"' || encode(sha256(payload), 'hex') || '"'),
                        '"type":"[^/]*/', '"type":"%1$s/'), 'UTF8')
                where payload = '{"of":"tomorrow"}';
                alter table tabellion.event enable trigger all
                """
                        .formatted(name));
        return leaf;
    }

    private static String said(DetectionRoom.Node node) {
        String complaint = node.complaint();
        return complaint == null ? "" : complaint;
    }

    private long heard() {
        return room.number("select size from tabellion.detection_head");
    }

    private void edit(long leaf, String payload) {
        room.owner(
                """
                alter table tabellion.event disable trigger all;
                update tabellion.event e set payload = %s
                from tabellion.log_leaf l
                where l.global_index = e.global_index and l.leaf_index = %d;
                alter table tabellion.event enable trigger all
                """
                        .formatted(payload, leaf));
    }
}
