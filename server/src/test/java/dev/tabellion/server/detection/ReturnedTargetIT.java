package dev.tabellion.server.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.detection.Held;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Target;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A target that has a content again which was taken from it is found, wherever that is remembered:
 * in what a turn holds back, in memory, in the table.
 */
class ReturnedTargetIT {
    private static final String RULE = "SEMANTIC_ROLLBACK";

    private final DetectionRoom room = new DetectionRoom();
    private final Gun gun = new Gun("example.com/watched");
    private final WriteNode node = room.writer();
    private final PocketPublisher publisher = room.publisher(node, gun);

    @BeforeEach
    void publish() {
        node.publish(gun, publisher.addTarget("latest", Bytes.utf8("a")).firstPublication());
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void in_the_same_turn() {
        latestIs("b");
        latestIs("a");
        try (var _ = room.node()) {
            room.catchUp();
        }
        assertThat(room.found()).containsOnlyOnce(RULE);
    }

    @Test
    void by_who_heard_all_of_it() {
        try (var _ = room.node()) {
            room.catchUp();
            latestIs("b");
            room.catchUp();
            latestIs("c");
            room.catchUp();
            assertThat(room.found()).doesNotContain(RULE);
            latestIs("a");
            room.catchUp();
        }
        assertThat(room.found()).containsOnlyOnce(RULE);
    }

    @Test
    void by_who_was_not_there_before() {
        latestIs("b");
        try (var _ = room.node()) {
            room.catchUp();
        }
        try (var _ = room.node()) {
            latestIs("c");
            room.catchUp();
            assertThat(room.found()).doesNotContain(RULE);
            latestIs("a");
            room.catchUp();
        }
        assertThat(room.found()).containsOnlyOnce(RULE);
    }

    @Test
    void among_more_than_is_read_at_once() {
        latestIs("b");
        hundreds("first");
        hundreds("second");
        try (var _ = room.node()) {
            room.catchUp();
        }
        assertThat(room.number("select count(*) from tabellion.detection_target"))
                .isGreaterThan(256);
        try (var _ = room.node()) {
            latestIs("c");
            room.catchUp();
            assertThat(room.found()).doesNotContain(RULE);
            latestIs("b");
            room.catchUp();
        }
        assertThat(room.found()).containsOnlyOnce(RULE);
    }

    @Test
    void after_a_turn_that_came_to_nothing() {
        try (var _ = room.node()) {
            room.catchUp();
            room.owner("create sequence tabellion.tried");
            room.owner("grant usage, select on sequence tabellion.tried to public");
            room.owner(
                    """
                    create function tabellion.refuse() returns trigger language plpgsql
                    as $$ begin perform nextval('tabellion.tried');
                        raise exception 'no dossiers today'; end $$
                    """);
            room.owner(
                    """
                    create constraint trigger stop after update on tabellion.detection_dossier
                    deferrable initially deferred for each row execute function tabellion.refuse()
                    """);
            latestIs("b");
            latestIs("c"); // were b remembered of a turn that failed, it would seem to return
            room.takeLeaves();
            room.holdsWhileTimePasses(
                    "a turn fails at its commit",
                    () -> room.number("select last_value from tabellion.tried") > 1);
            room.owner("drop trigger stop on tabellion.detection_dossier");
            room.holdsWhileTimePasses(
                    "it is taken again",
                    () -> room.number("select count(*) from tabellion.detection_target") > 0);
            assertThat(room.found()).doesNotContain(RULE);
            latestIs("a");
            room.catchUp();
        }
        assertThat(room.found()).containsOnlyOnce(RULE);
    }

    @Test
    void by_who_heard_only_what_was_before_and_after() {
        try (var _ = room.node()) {
            room.catchUp();
            latestIs("b");
            room.catchUp();
            asIfAnotherNodeTookTurns("a third content");
            latestIs("a third content");
            room.catchUp();
        }
        assertThat(room.found()).containsOnlyOnce(RULE);
    }

    /** What a path had by what another node heard meanwhile. */
    private void asIfAnotherNodeTookTurns(String content) {
        Bytes bytes = Bytes.utf8(content);
        Target target =
                new Target(
                        bytes.length(),
                        Map.of("sha256", bytes.sha256().bytes(), "sha512", Sha256.sha512(bytes)),
                        Bytes.utf8(""));
        Held held = Held.of(1, RoleName.TARGETS, "latest", target);
        room.sql.update(
                "insert into tabellion.detection_target (view, path, content)"
                        + " select view, ?, ? from tabellion.detection_dossier",
                held.path().bytes().toArray(),
                held.content().bytes().toArray());
        room.sql.update(
                "update tabellion.detection_head set turn = pg_current_xact_id()::text::bigint");
    }

    private void latestIs(String content) {
        node.publish(gun, publisher.addTarget("latest", Bytes.utf8(content)).publication());
    }

    private void hundreds(String content) {
        for (int each = 0; each < 300; each++) {
            publisher.addTarget("many/" + each, Bytes.utf8(content + each));
        }
        node.publish(gun, publisher.publication());
    }
}
