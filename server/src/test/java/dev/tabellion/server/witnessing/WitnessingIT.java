package dev.tabellion.server.witnessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.server.read.Until;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose witnesses are ours: enough of them, too few, and such as come back. */
class WitnessingIT {
    private static final Duration SOON = Bench.SOON;
    private static final Duration LATE = Bench.LATE;

    @TempDir Path folder;
    private final Bench bench = new Bench();

    @AfterEach
    void all_end() {
        bench.close();
    }

    @Test
    void two_of_three_are_enough_though_one_is_gone() {
        var w1 = bench.witness(folder, "w1");
        var w2 = bench.witness(folder, "w2");
        var policy =
                Bench.policy(
                        2,
                        Map.of(w1.key(), w1.url(), w2.key(), w2.url(), Bench.gone(), Bench.NOBODY));
        var log = bench.log(policy, LATE, true);
        for (int size : List.of(7, 8, 256, 300)) {
            log.growTo(size);
            assertThat(policy.quorum().isMetBy(policy.cosigners(log.shown(size, 2)))).isTrue();
        }
        assertThat(log.witnessing().complaint()).isNull();
        assertThat(log.witnessing().withoutQuorum()).isZero();
    }

    @Test
    void without_a_quorum_it_is_shown_at_the_deadline_and_cosigned_later() {
        var w1 = bench.witness(folder, "w1");
        int port = w1.port();
        w1.close();
        var log =
                bench.log(
                        Bench.policy(1, Map.of(w1.key(), URI.create("http://localhost:" + port))),
                        SOON,
                        false);
        log.growTo(7);
        log.shown(7, 0);
        Until.holds("it is told of", () -> log.witnessing().withoutQuorum().isPositive());

        bench.witness(folder, "w1", port);
        log.shown(7, 1);
        Until.holds("a quorum", () -> log.witnessing().withoutQuorum().isZero());
    }

    @Test
    void failing_closed_it_is_not_shown_until_there_is_a_quorum() {
        var w1 = bench.witness(folder, "w1");
        var w2 = bench.witness(folder, "w2");
        int port = w2.port();
        w2.close();
        var second = URI.create("http://localhost:" + port);
        var log =
                bench.log(
                        Bench.policy(2, Map.of(w1.key(), w1.url(), w2.key(), second)), SOON, true);
        log.growTo(7);
        Until.holds("w1 has cosigned", () -> log.tally().cosignatures() > 0);
        Until.holds("w2 was asked again", () -> log.tally().failures() > 3);
        assertThat(log.shown()).isNull();

        bench.witness(folder, "w2", port);
        log.shown(7, 2);
    }

    @Test
    void one_that_is_new_or_stands_elsewhere_is_asked_from_where_it_stands() throws Exception {
        var w1 = bench.witness(folder, "w1");
        var w2 = bench.witness(folder, "w2");
        try (var before = bench.log(Bench.policy(1, Map.of(w1.key(), w1.url())), LATE, true)) {
            before.growTo(256);
            before.shown(256, 1);
        }
        var log =
                bench.log(
                        Bench.policy(2, Map.of(w1.key(), w1.url(), w2.key(), w2.url())),
                        LATE,
                        true);
        log.growTo(300);
        log.shown(300, 2);
        assertThat(log.tally().failures()).isZero();
        assertThat(log.tally().disagreements()).isZero();
    }
}
