package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.server.Raises;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a collection, and another life under its name. */
@ExtendWith(SharedServer.class)
@Raises("REPOSITORY_DELETED")
class DeletionIT {

    private final Scene scene;
    private final NotaryClient publisher;
    private final NotaryClient consumer;

    DeletionIT(Scene scene) {
        this.scene = scene;
        publisher = scene.person("publisher");
        consumer = scene.person("consumer");
    }

    @BeforeEach
    void a_collection_is_published_and_known() {
        publisher.init().succeeds();
        publisher.add("v1", "one", "-p").succeeds();
        assertThat(consumer.names()).containsExactly("v1");
    }

    @Test
    void a_consumer_who_forgets_a_collection_finds_it_again() {
        consumer.delete().succeeds();

        assertThat(consumer.names()).containsExactly("v1");
    }

    @Test
    void a_deleted_collection_is_gone_and_may_be_deleted_again() {
        publisher.delete("--remote").succeeds();

        scene.person("newcomer").list().failsSaying("does not have trust data");
        scene.wire().tuf(scene.gun(), "timestamp.json").is(404);
        scene.wire().tuf(scene.gun(), "1.root.json").is(404);
        publisher.delete("--remote").succeeds();
    }

    @Test
    void a_name_lives_again_for_those_who_never_knew_its_first_life() {
        publisher.delete("--remote").succeeds();

        var heir = scene.person("heir");
        heir.init("-p").succeeds();
        heir.add("reborn", "again", "-p").succeeds();

        assertThat(scene.person("newcomer").names()).containsExactly("reborn");
        assertThat(scene.wire().tuf(scene.gun(), "root.json").is(200).text())
                .isEqualTo(scene.wire().tuf(scene.gun(), "1.root.json").is(200).text());
    }

    @Test
    void a_consumer_who_trusts_the_first_root_refuses_the_second_life() {
        publisher.delete("--remote").succeeds();
        var heir = scene.person("heir");
        heir.init("-p").succeeds();

        consumer.list().failsSaying("fatal");
    }
}
