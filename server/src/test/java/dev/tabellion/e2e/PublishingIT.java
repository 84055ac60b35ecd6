package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.server.Raises;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The daily life of a collection, from the first publication on. */
@ExtendWith(SharedServer.class)
@Raises({"THRESHOLD_NOT_MET_REFUSED", "PUBLISHER_ANOMALY"})
class PublishingIT {

    private static final String SHA256 = "9f".repeat(32);

    private final NotaryClient publisher;
    private final NotaryClient consumer;
    private final Scene scene;

    PublishingIT(Scene scene) {
        this.scene = scene;
        publisher = scene.person("publisher");
        consumer = scene.person("consumer");
    }

    @BeforeEach
    void a_collection_with_one_target_is_published() {
        publisher.init().succeeds();
        publisher.add("v1", "one").succeeds();
        publisher.publish().succeeds();
    }

    @Test
    void a_consumer_lists_looks_up_and_verifies_what_was_published() {
        assertThat(consumer.names()).containsExactly("v1");
        assertThat(consumer.lookup("v1").succeeds().out()).startsWith("v1 sha256:");
        consumer.verify("v1", "one").succeeds();
    }

    @Test
    void a_consumer_refuses_other_content_and_unknown_names() {
        consumer.verify("v1", "two").failsSaying("data not present in the trusted collection");
        consumer.lookup("v2").failsSaying("No valid trust data for v2");
    }

    @Test
    void a_collection_that_was_never_published_is_unknown() {
        var gun = scene.freshGun();

        scene.person("stranger", gun).list().failsSaying("does not have trust data for " + gun);
    }

    @Test
    void a_target_may_be_published_by_its_hash() {
        publisher
                .addHash("v2", 70_000, "--sha256", SHA256, "--sha512", "ab".repeat(64), "-p")
                .succeeds();

        assertThat(consumer.targets())
                .anySatisfy(
                        v2 -> {
                            assertThat(v2.name()).isEqualTo("v2");
                            assertThat(v2.sha256()).isEqualTo(SHA256);
                            assertThat(v2.size()).isEqualTo(70_000);
                            assertThat(v2.role()).isEqualTo("targets");
                        });
    }

    @Test
    void staged_changes_wait_on_the_publishers_machine_and_can_be_dropped() {
        publisher.add("v2", "two").succeeds();
        publisher.add("junk", "junk").succeeds();
        assertThat(publisher.status().succeeds().out()).contains("v2", "junk");
        publisher.reset("-n", "1").succeeds();
        assertThat(consumer.names()).containsExactly("v1");

        publisher.publish().succeeds();

        assertThat(consumer.names()).containsExactly("v1", "v2");
        assertThat(publisher.status().succeeds().out()).contains("No unpublished changes");
    }

    @Test
    void custom_data_of_a_target_is_served_as_it_was_signed() {
        var custom = publisher.file("custom.json", "{\"a\":1,\"b\":[true,null,\"ü\"]}");

        publisher.add("v2", "two", "--custom", custom.toString(), "-p").succeeds();

        assertThat(consumer.names()).contains("v2");
        assertThat(scene.wire().tuf(scene.gun(), "targets.json").is(200).text())
                .contains("\"custom\":{\"a\":1,\"b\":[true,null,\"ü\"]}");
    }

    @Test
    void custom_data_the_client_signs_in_a_form_of_its_own_is_refused_and_can_be_dropped() {
        var custom = publisher.file("custom.json", "{\"b\":1,\"a\":2}");

        publisher
                .add("v2", "two", "--custom", custom.toString(), "-p")
                .failsSaying("The targets metadata is invalid");

        publisher.reset("--all").succeeds();
        publisher.add("v3", "three", "-p").succeeds();
        assertThat(consumer.names()).containsExactly("v1", "v3");
    }

    @Test
    void odd_target_names_survive() {
        var odd = "dir/ü <&> \"q\" \\\\ é";

        publisher.add(odd, "odd", "-p").succeeds();
        publisher.add("\u2028\u007f", "odder", "-p").succeeds();

        assertThat(consumer.names()).contains(odd);
        consumer.verify(odd, "odd").succeeds();
        consumer.verify("\u2028\u007f", "odder").succeeds();
    }

    @Test
    void a_removed_target_is_gone_for_consumers_with_and_without_a_cache() {
        publisher.add("v2", "two", "-p").succeeds();
        assertThat(consumer.names()).containsExactly("v1", "v2");

        publisher.remove("v1", "-p").succeeds();

        assertThat(consumer.names()).containsExactly("v2");
        assertThat(scene.person("newcomer").names()).containsExactly("v2");
    }

    @Test
    void publishing_with_nothing_staged_is_a_publication_of_the_same() {
        publisher.publish().succeeds();
        publisher.publish().succeeds();

        assertThat(consumer.names()).containsExactly("v1");
    }

    @Test
    void witnessed_targets_are_signed_again_at_the_next_version() {
        var before = targetsVersion();

        publisher.witness("targets", "-p").succeeds();

        assertThat(targetsVersion()).isEqualTo(before + 1);
        assertThat(consumer.names()).containsExactly("v1");
    }

    @Test
    void a_consumer_whose_cache_is_old_catches_up() {
        assertThat(consumer.names()).containsExactly("v1");
        for (int i = 2; i <= 5; i++) {
            publisher.add("v" + i, "content " + i, "-p").succeeds();
        }

        assertThat(consumer.names()).containsExactly("v1", "v2", "v3", "v4", "v5");
    }

    private int targetsVersion() {
        var targets = scene.wire().tuf(scene.gun(), "targets.json").is(200);
        return targets.json().path("signed").path("version").asInt();
    }
}
