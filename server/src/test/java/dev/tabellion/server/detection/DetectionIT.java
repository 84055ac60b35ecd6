package dev.tabellion.server.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.ChangeScope;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Upload;
import dev.tabellion.collection.Words;
import dev.tabellion.command.Outcome;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.follow.SaidOfCases;
import dev.tabellion.tuf.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real publications on a real database, and what detection says of them and of edits. */
class DetectionIT {
    private final DetectionRoom room = new DetectionRoom();
    private final Gun gun = new Gun("example.com/watched");

    @BeforeEach
    void publish() {
        var node = room.writer();
        PocketPublisher publisher = room.publisher(node, gun);
        publish(node, gun, publisher.addTarget("v1").firstPublication());
        publish(node, gun, publisher.addTarget("v2").publication());
        publish(node, gun, publisher.addTarget("v3").publication());
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void honest_publications_are_heard_and_nothing_is_found() {
        try (var _ = room.node()) {
            room.catchUp();
        }
        assertThat(room.found()).isEmpty();
        assertThat(room.number("select count(*) from tabellion.detection_dossier")).isEqualTo(1);
    }

    @Test
    void an_old_publication_played_again_is_found_by_a_process_that_was_not_there_before() {
        try (var _ = room.node()) {
            room.catchUp();
        }
        room.playAgain("targets");
        try (var _ = room.node()) { // remembers nothing but what is in tables
            room.catchUp();
        }
        assertThat(room.found()).contains("VERSION_ROLLBACK");
    }

    @Test
    void the_log_read_again_by_other_rules_gives_the_same_findings_and_no_second_ones() {
        try (var _ = room.node()) {
            room.catchUp();
            room.playAgain("targets");
            room.catchUp();
        }
        List<Map<String, @Nullable Object>> before =
                room.sql.queryForList("select * from tabellion.finding order by number");
        asIfByOtherRules();
        try (var _ = room.node()) {
            room.catchUp();
        }
        assertThat(room.sql.queryForList("select * from tabellion.finding order by number"))
                .isNotEmpty()
                .isEqualTo(before);
    }

    @Test
    void a_timestamp_that_nobody_renews_is_found_although_nothing_happens() {
        try (var _ = room.node()) {
            room.catchUp();
            room.clock.pass(Duration.ofDays(11));
            room.untilFound("STALE_TIMESTAMP");
        }
    }

    @Test
    void what_a_key_signed_since_it_was_taken_is_found_when_that_is_declared() {
        List<String> keys =
                room.sql.queryForList(
                        """
                        select convert_from(payload, 'UTF8')::jsonb -> 'signedBy' ->> 0
                        from tabellion.event where name = 'metadata-published'
                            and convert_from(payload, 'UTF8')::jsonb ->> 'role' = 'targets'
                        order by sequence limit 1
                        """,
                        String.class);
        try (var _ = room.node()) {
            room.catchUp();
            declare(keys.getFirst());
            room.catchUp();
        }
        assertThat(room.found()).containsExactly("COMPROMISED_KEY_USED");
        assertThat(
                        room.number(
                                """
                                select (facts ->> 'documents')::bigint from tabellion.finding
                                where subject = 'example.com/watched'
                                """))
                .isEqualTo(3);
    }

    private void declare(String key) {
        new SaidOfCases(room.sql)
                .append(
                        new KeyDeclaredCompromised(
                                new KeyId(key),
                                room.clock.instant(),
                                null,
                                new Words("a stolen laptop")));
    }

    @Test
    void time_that_goes_back_is_found_by_a_process_that_was_not_there_before() {
        room.sql.update(
                "insert into tabellion.event (event_id, collection, sequence, kind, occurred_at,"
                        + " name, revision, payload, metadata, leaf)"
                        + " select gen_random_uuid(), collection, sequence + 1, kind,"
                        + " occurred_at + interval '2 minutes', name, revision, payload, metadata,"
                        + " leaf from tabellion.event order by sequence desc limit 1");
        try (var _ = room.node()) {
            room.catchUp();
        }
        assertThat(room.found()).doesNotContain("CLOCK_REGRESSED");
        room.playAgain("targets");
        try (var _ = room.node()) {
            room.catchUp();
        }
        assertThat(room.found()).contains("CLOCK_REGRESSED");
    }

    @Test
    void
            an_announcement_that_somebody_edited_once_it_was_heard_explains_nothing_and_stops_nothing() {
        new SaidOfCases(room.sql)
                .append(
                        new ChangeAnnounced(
                                new CaseId("ab".repeat(16)),
                                new ChangeScope.OneCollection(gun),
                                List.of("VERSION_ROLLBACK"),
                                room.clock.instant().plus(Duration.ofDays(1)),
                                room.clock.instant().plus(Duration.ofDays(2)),
                                new Words("a drill")));
        try (var _ = room.node()) {
            room.catchUp();
        }
        for (String edited : List.of("replace(it, '2030-01-02', '2029-01-02')", "'{}'")) {
            room.owner(
                    """
                    alter table tabellion.event disable trigger all;
                    update tabellion.event e set payload = convert_to(%s, 'UTF8')
                    from (select global_index, convert_from(payload, 'UTF8') as it
                        from tabellion.event where name = 'change-announced') a
                    where a.global_index = e.global_index;
                    alter table tabellion.event enable trigger all
                    """
                            .formatted(edited));
            room.playAgain("targets");
            try (var _ = room.node()) { // reads again what was announced
                room.catchUp();
            }
        }
        assertThat(room.found()).contains("VERSION_ROLLBACK", "RULE_FAILED");
        assertThat(
                        room.number(
                                "select count(*) from tabellion.finding"
                                        + " where expected_by is not null"))
                .isZero();
    }

    @Test
    void a_withdrawal_that_somebody_edited_revives_no_announcement() {
        var cases = new SaidOfCases(room.sql);
        var other = new Gun("example.com/other");
        var announcement = new CaseId("ab".repeat(16));
        cases.append(new NamespaceReserved("example.com/", null, new Words("ours")));
        cases.append(
                new ChangeAnnounced(
                        announcement,
                        new ChangeScope.OneCollection(other),
                        List.of(),
                        room.clock.instant().minus(Duration.ofDays(1)),
                        room.clock.instant().plus(Duration.ofDays(1)),
                        new Words("another one")));
        cases.append(new AnnouncementWithdrawn(announcement, new Words("not today")));
        try (var _ = room.node()) {
            room.catchUp();
        }
        room.owner(
                """
                alter table tabellion.event disable trigger all;
                update tabellion.event set payload = '{}', name = 'incident-noted'
                where name = 'announcement-withdrawn';
                alter table tabellion.event enable trigger all
                """);
        var node = room.writer();
        publish(node, other, room.publisher(node, other).addTarget("v1").firstPublication());
        try (var _ = room.node()) { // reads again what was announced
            room.catchUp();
        }
        assertThat(room.found()).contains("NAMESPACE_CLAIM", "RULE_FAILED");
        assertThat(
                        room.number(
                                "select count(*) from tabellion.finding"
                                        + " where expected_by is not null"))
                .isZero();
    }

    @Test
    void what_somebody_spoiled_of_one_collection_is_told_and_stops_no_other() {
        try (var _ = room.node()) {
            room.catchUp();
        }
        room.sql.update(
                "update tabellion.detection_dossier set state = '\\x00' where view like 'record/%'");
        room.playAgain("targets");
        try (var _ = room.node()) {
            room.catchUp();
        }
        assertThat(room.found()).contains("RULE_FAILED");
    }

    @Test
    void two_processes_hear_each_leaf_once() {
        try (var _ = room.node();
                var _ = room.node()) {
            room.catchUp();
            room.playAgain("targets");
            room.catchUp();
            room.clock.pass(Duration.ofDays(11));
            room.untilFound("STALE_TIMESTAMP");
        }
        assertThat(room.found()).doesNotHaveDuplicates();
    }

    private void asIfByOtherRules() {
        room.sql.update(
                "update tabellion.detection_head set rules = decode(repeat('11', 32), 'hex')");
        room.sql.update("delete from tabellion.follower where name like 'detection-%'");
    }

    private static void publish(WriteNode node, Gun gun, List<Upload> uploads) {
        assertThat(node.publish(gun, uploads)).isInstanceOf(Outcome.Done.class);
    }
}
