package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.load.NotaryPublisher;
import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.server.RunningServer;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.Servers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * {@code kill -9} of the server, again and again, while publishers publish; every other time its
 * database dies with it.
 */
class KilledServerIT {

    private static final int KILLS = Integer.getInteger("e2e.kills", 50);
    private static final int PUBLISHERS = 4;

    private final RunningServer server = Servers.start(Optional.empty());
    private final Scene scene = new Scene(server.endpoint());
    private List<NotaryPublisher> publishers = List.of();

    @BeforeEach
    void several_collections_are_begun() {
        publishers =
                IntStream.range(0, PUBLISHERS)
                        .mapToObj(i -> scene.person("publisher" + i, scene.freshGun()))
                        .map(NotaryPublisher::beginning)
                        .toList();
    }

    @AfterEach
    void the_server_ends() {
        scene.close();
        server.close();
    }

    @Test
    void every_acknowledged_publication_is_served_after_each_kill(TestReporter reporter) {
        var load = PublishLoad.of(publishers);
        try (load) {
            for (int kill = 1; kill <= KILLS; kill++) {
                // Another number each time, so that the blow falls on every part of a publication.
                load.awaitAcknowledgements(1 + ThreadLocalRandom.current().nextInt(2 * PUBLISHERS));
                load.mistreat(
                        kill % 2 == 0 ? server::kill : server::killWithDatabase, server::restart);
                assertServed(load.acknowledged(), "kill " + kill);
            }
        }
        assertServed(load.acknowledged(), "the last attempt");
        assertReadByConsumers(load.acknowledged());
        reporter.publishEntry(
                Map.of(
                        "kills", Integer.toString(KILLS),
                        "acknowledged", Integer.toString(load.successes()),
                        "not acknowledged", Integer.toString(load.failures())));
    }

    private void assertServed(Map<String, Set<String>> acknowledged, String moment) {
        acknowledged.forEach(
                (gun, targets) ->
                        assertThat(served(gun))
                                .as("%s after %s", gun, moment)
                                .containsAll(targets));
    }

    private Set<String> served(String gun) {
        var targets = scene.wire().tuf(gun, "targets.json").is(200).json().at("/signed/targets");
        return targets.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private void assertReadByConsumers(Map<String, Set<String>> acknowledged) {
        acknowledged.forEach(
                (gun, targets) ->
                        assertThat(scene.person("consumer", gun).names()).containsAll(targets));
    }
}
