package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.client.Upload;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One collection lives through every rotation there is, in this order; after each of them a
 * consumer who was there all along and one who just came read everything.
 */
@ExtendWith(SharedServer.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class KeyRotationIT {

    private final Scene scene;
    private final NotaryClient publisher;
    private final NotaryClient consumer;
    private final NotaryClient sleeper;
    private final List<String> published = new ArrayList<>();

    KeyRotationIT(Scene scene) {
        this.scene = scene;
        publisher = scene.person("publisher");
        consumer = scene.person("consumer");
        sleeper = scene.person("sleeper");
    }

    @BeforeAll
    void a_collection_is_published_and_two_consumers_know_it() {
        publisher.init().succeeds();
        publish("v1");
        assertThat(consumer.names()).containsExactly("v1");
        assertThat(sleeper.names()).containsExactly("v1");
    }

    @AfterEach
    void consumers_with_and_without_a_cache_follow() {
        assertThat(consumer.names()).containsExactlyElementsOf(published);
        assertThat(scene.person("newcomer " + published.size() + rootVersion()).names())
                .containsExactlyElementsOf(published);
    }

    @Test
    @Order(1)
    void the_client_may_not_hold_the_timestamp_key() {
        publisher.rotate("timestamp").failsSaying("does not permit the client managing");
    }

    @Test
    @Order(2)
    void the_servers_timestamp_key_is_rotated() {
        var before = scene.wire().tuf(scene.gun(), "timestamp.key").is(200).text();

        publisher.rotate("timestamp", "-r").succeeds();

        assertThat(scene.wire().tuf(scene.gun(), "timestamp.key").is(200).text())
                .isNotEqualTo(before);
    }

    @Test
    @Order(3)
    void the_targets_key_is_rotated() {
        publisher.rotate("targets").succeeds();
        publish("after-targets");
    }

    @Test
    @Order(4)
    void the_publishers_snapshot_key_is_rotated() {
        publisher.rotate("snapshot").succeeds();
        publish("after-snapshot");
    }

    @Test
    @Order(5)
    void the_snapshot_key_is_handed_to_the_server() {
        publisher.rotate("snapshot", "-r").succeeds();
        publish("server-signs-snapshots");

        assertThat(scene.wire().tuf(scene.gun(), "root.json").is(200).text())
                .contains(
                        scene.wire()
                                .tuf(scene.gun(), "snapshot.key")
                                .is(200)
                                .json()
                                .at("/keyval/public")
                                .asString());
    }

    @Test
    @Order(6)
    void publishing_with_nothing_staged_uploads_nothing_and_is_welcome() {
        publisher.publish().succeeds();
    }

    @Test
    @Order(7)
    void the_servers_snapshot_key_is_rotated() {
        publisher.rotate("snapshot", "-r").succeeds();
        publish("server-signs-with-another-key");
    }

    @Test
    @Order(8)
    void the_snapshot_key_is_taken_back_from_the_server() {
        publisher.rotate("snapshot").succeeds();

        var snapshotless = new Upload().with("targets", publisher.cached("targets"));
        scene.wire().publish(scene.gun(), snapshotless).is(400);
        publish("publisher-signs-snapshots");
    }

    @Test
    @Order(9)
    void the_root_key_is_rotated_twice() {
        publisher.rotate("root").succeeds();
        publisher.rotate("root").succeeds();
        publish("after-root");
    }

    @Test
    @Order(10)
    void the_root_key_is_rotated_with_the_signatures_of_all_before_it() {
        publisher.rotate("root", "--legacy=-1").succeeds();
        publish("after-legacy-root");

        var root = scene.wire().tuf(scene.gun(), "root.json").is(200).json();
        assertThat(root.path("signatures").size()).isGreaterThanOrEqualTo(4);
    }

    @Test
    @Order(11)
    void every_root_there_ever_was_is_served() {
        int current = rootVersion();

        for (int version = 1; version <= current; version++) {
            var root = scene.wire().tuf(scene.gun(), version + ".root.json").is(200);
            assertThat(root.json().at("/signed/version").asInt()).isEqualTo(version);
        }
        scene.wire().tuf(scene.gun(), (current + 1) + ".root.json").is(404);
    }

    @Test
    @Order(12)
    void the_first_root_cannot_be_brought_back() {
        var first = new Upload().with("root", sleeper.cached("root"));

        assertThat(scene.wire().publish(scene.gun(), first).is(400).errorCode())
                .isEqualTo("INVALID_UPDATE");
    }

    @Test
    @Order(13)
    void a_consumer_who_slept_since_the_first_root_follows_the_whole_chain() {
        assertThat(sleeper.names()).containsExactlyElementsOf(published);
    }

    private void publish(String target) {
        publisher.add(target, target, "-p").succeeds();
        published.add(target);
        published.sort(null);
    }

    private int rootVersion() {
        var root = scene.wire().tuf(scene.gun(), "root.json").is(200);
        return root.json().at("/signed/version").asInt();
    }
}
