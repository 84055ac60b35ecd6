package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.server.RunningServer;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.Servers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is stopped as operators stop it, and started again. */
class RestartIT {

    /** Of a program that ends itself, and of one that lets the signal end it. */
    private static final Integer[] CLEAN_ENDS = {0, 143};

    private final RunningServer server = Servers.start(Optional.empty());
    private final Scene scene = new Scene(server.endpoint());
    private final NotaryClient publisher = scene.person("publisher");
    private final NotaryClient consumer = scene.person("consumer");

    @BeforeEach
    void a_collection_is_published_and_known() {
        publisher.init().succeeds();
        publisher.add("v1", "one", "-p").succeeds();
        assertThat(consumer.names()).containsExactly("v1");
    }

    @AfterEach
    void the_server_ends() {
        scene.close();
        server.close();
    }

    @Test
    void a_stopped_server_serves_the_same_bytes_and_takes_publications_after_its_restart() {
        var before = scene.wire().tuf(scene.gun(), "timestamp.json").is(200).text();

        assertThat(server.terminate()).isIn((Object[]) CLEAN_ENDS);
        server.restart();

        assertThat(scene.wire().tuf(scene.gun(), "timestamp.json").is(200).text())
                .isEqualTo(before);
        publisher.add("v2", "two", "-p").succeeds();
        assertThat(consumer.names()).containsExactly("v1", "v2");
    }

    @Test
    void a_consumer_lives_on_its_cache_while_the_server_is_away() {
        server.terminate();

        assertThat(consumer.names()).containsExactly("v1");
        publisher.add("v2", "two", "-p").failsSaying("client is offline");
        server.restart();
        publisher.publish().succeeds();
        assertThat(consumer.names()).containsExactly("v1", "v2");
    }
}
