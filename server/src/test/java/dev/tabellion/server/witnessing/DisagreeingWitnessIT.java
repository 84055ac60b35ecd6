package dev.tabellion.server.witnessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.server.read.Until;
import dev.tabellion.server.witnessing.LyingWitness.Lie;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.StoredTiles;
import dev.tabellion.tlog.TestKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose witnesses lie, sleep, or know better. */
class DisagreeingWitnessIT {
    private static final StoredTiles LOG = Bench.LOG;
    private static final Duration SOON = Bench.SOON;
    private static final Duration LATE = Bench.LATE;

    @TempDir Path folder;
    private final Bench bench = new Bench();

    @AfterEach
    void all_end() {
        bench.close();
    }

    @Test
    void what_is_no_cosignature_of_the_witness_is_counted_and_never_public() {
        var text = new String[] {"another text\n"};
        Function<AddCheckpoint, Lie> foreign =
                asked -> Lie.of(200, TestKey.LOG.sign(asked.checkpoint().note().text()).line());
        Function<AddCheckpoint, Lie> forged =
                _ ->
                        Lie.of(
                                200,
                                TestKey.WITNESS
                                        .cosign(dev.tabellion.bytes.Bytes.utf8(text[0]), 5)
                                        .line());
        int size = 10;
        for (Function<AddCheckpoint, Lie> lie :
                List.of(
                        foreign,
                        forged,
                        _ -> Lie.of(200, "no note's line"),
                        _ -> Lie.of(200, ""))) {
            var log =
                    bench.log(
                            Bench.policy(1, Map.of(TestKey.WITNESS.key(), bench.lying(lie).url())),
                            SOON,
                            false);
            log.growTo(size);
            log.shown(size, 0);
            Until.holds("it was counted", () -> log.tally().worthlessCosignatures() > 0);
            log.shown(size, 0);
            size++;
        }
    }

    @Test
    void answers_that_say_nothing_of_the_log_are_no_more_than_none() {
        int size = 10;
        for (Function<AddCheckpoint, Lie> lie :
                List.<Function<AddCheckpoint, Lie>>of(
                        _ -> Lie.of(500, "broken"),
                        _ -> Lie.of(409, "7\n"),
                        _ -> new Lie(409, "text/x.tlog.size", "seven\n"),
                        asked -> new Lie(409, "text/x.tlog.size", asked.old() + "\n"),
                        _ -> Lie.of(200, "x".repeat(4 << 20)))) {
            var log =
                    bench.log(
                            Bench.policy(1, Map.of(TestKey.WITNESS.key(), bench.lying(lie).url())),
                            SOON,
                            false);
            log.growTo(size);
            log.shown(size, 0);
            Until.holds("it was counted", () -> log.tally().failures() > 0);
            assertThat(log.tally().disagreements()).isZero();
            size++;
        }
    }

    @Test
    void one_that_never_answers_holds_up_nobody() throws Exception {
        var w1 = bench.witness(folder, "w1");
        var never = new CountDownLatch(1);
        var asleep =
                bench.lying(
                        _ -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return Lie.of(500, "");
                        });
        var log =
                bench.log(
                        Bench.policy(1, Map.of(w1.key(), w1.url(), Bench.gone(), asleep.url())),
                        LATE,
                        true);
        for (int size : List.of(7, 8, 300)) {
            log.growTo(size);
            log.shown(size, 1);
        }
        assertThat(asleep.asked()).isEqualTo(1);
        never.countDown();
    }

    @Test
    void a_log_put_back_is_told_by_a_witness_that_knows_a_larger_one() {
        var w1 = bench.witness(folder, "w1");
        var policy = Bench.policy(1, Map.of(w1.key(), w1.url()));
        try (var before = bench.log(policy, LATE, true)) {
            before.growTo(256);
            before.shown(256, 1);
        }
        var log = bench.restored(LOG, policy);
        log.growTo(100);
        log.shown(100, 0);
        Until.holds("a disagreement", () -> log.tally().disagreements() == 1);
        assertThat(log.witnessing().complaint()).contains("w0 knows-a-larger-log");

        log.growTo(101);
        log.shown(101, 0);
        assertThat(log.tally().disagreements()).isEqualTo(1);
    }

    @Test
    void a_fork_under_the_same_key_is_denied_by_who_knows_the_log() {
        var w1 = bench.witness(folder, "w1");
        var policy = Bench.policy(1, Map.of(w1.key(), w1.url()));
        try (var before = bench.log(policy, LATE, true)) {
            before.growTo(256);
            before.shown(256, 1);
        }
        var fork = StoredTiles.forked(100, 300);
        var log = bench.restored(fork, policy);
        log.growTo(300);
        Until.holds("a disagreement", () -> log.tally().disagreements() == 1);
        log.shown(300, 0);
        assertThat(log.witnessing().complaint()).contains("w0 denies-growth");
    }
}
