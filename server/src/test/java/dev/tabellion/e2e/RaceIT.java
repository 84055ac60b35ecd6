package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.server.Gate;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.Servers;
import dev.tabellion.e2e.server.SharedServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several publishers of one collection, all with its keys, at the same moment. */
@ExtendWith(SharedServer.class)
class RaceIT {

    private static final int PUBLISHERS = 4;

    private final Scene scene;

    RaceIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void of_uploads_that_arrive_together_one_wins_and_after_a_retry_nothing_is_lost() {
        raceOf(owner());
    }

    @Test
    void the_same_holds_where_the_server_signs_the_snapshots() {
        var owner = owner();
        owner.rotate("snapshot", "-r").succeeds();

        raceOf(owner);
    }

    private NotaryClient owner() {
        var owner = scene.person("owner");
        owner.init("-p").succeeds();
        return owner;
    }

    private void raceOf(NotaryClient owner) {
        List<NotaryClient> publishers =
                IntStream.range(0, PUBLISHERS)
                        .mapToObj(i -> scene.cloneOf(owner, "publisher" + i))
                        .toList();
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.get(i).add("from-" + i, "by " + i).succeeds();
        }

        var outcomes = publishTogether(publishers);

        assertThat(outcomes).filteredOn(outcome -> outcome.exit() == 0).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.exit() != 0)
                .allMatch(RaceIT::saysItLost);
        publishers.forEach(publisher -> publisher.publish().succeeds());
        assertThat(scene.person("consumer").names())
                .containsExactly("from-0", "from-1", "from-2", "from-3");
    }

    /** A thread for each: the gate opens when all have come, on however few processors. */
    private List<Outcome> publishTogether(List<NotaryClient> publishers) {
        try (var gate = Gate.before(scene.endpoint(), PUBLISHERS, scene.openSsl());
                var threads = Executors.newFixedThreadPool(PUBLISHERS)) {
            return publishers.stream()
                    .map(publisher -> publisher.through(gate.endpoint()))
                    .map(publisher -> CompletableFuture.supplyAsync(publisher::publish, threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    /** The original does not say why, and on PostgreSQL answers some losers with 500. */
    private static boolean saysItLost(Outcome outcome) {
        return Servers.areOriginal()
                ? outcome.said().contains("trust server rejected operation")
                        || outcome.said().contains("unable to reach trust server at this time: 500")
                : outcome.said().contains("publish again");
    }
}
