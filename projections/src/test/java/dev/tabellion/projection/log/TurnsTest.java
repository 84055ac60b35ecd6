package dev.tabellion.projection.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void one_works_while_the_others_wait() throws InterruptedException {
        Turns turns = new Turns(LONG);
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Runnable work =
                () -> {
                    most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    atWork.decrementAndGet();
                };
        Runnable many =
                () -> {
                    for (int each = 0; each < 1_000; each++) {
                        turns.take(work);
                    }
                };
        Thread one = Thread.ofPlatform().start(many);
        Thread other = Thread.ofPlatform().start(many);
        one.join();
        other.join();

        assertThat(most).hasValue(1);
    }

    @Test
    void who_has_waited_his_time_goes_on_beside_who_is_slow() throws InterruptedException {
        Turns turns = new Turns(Duration.ofMillis(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Runnable slowly = slowly(begun, end);
        Thread slow = Thread.ofPlatform().start(() -> turns.take(slowly));
        await(begun);
        AtomicInteger done = new AtomicInteger();

        turns.take(done::incrementAndGet);
        turns.take(done::incrementAndGet);

        assertThat(done).hasValue(2);
        end.countDown();
        slow.join();
    }

    @Test
    void who_went_on_without_a_turn_gives_none_back() throws InterruptedException {
        Turns turns = new Turns(Duration.ofMillis(1));
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        Runnable slowly = slowly(begun, end);
        Thread first = Thread.ofPlatform().start(() -> turns.take(slowly));
        Thread second = Thread.ofPlatform().start(() -> turns.take(slowly));
        await(begun);
        end.countDown();
        first.join();
        second.join();

        assertThat(turns.free()).isOne();
    }

    @Test
    void a_turn_that_fails_is_over() {
        Turns turns = new Turns(LONG);
        assertThatThrownBy(
                        () ->
                                turns.take(
                                        () -> {
                                            throw new IllegalStateException("as told");
                                        }))
                .hasMessage("as told");
        AtomicInteger done = new AtomicInteger();

        turns.take(done::incrementAndGet);

        assertThat(done).hasValue(1);
    }

    @Test
    void who_is_to_stop_need_not_wait_and_is_told_again() throws InterruptedException {
        Turns turns = new Turns(LONG);
        AtomicInteger told = new AtomicInteger();
        turns.take(
                () -> {
                    Thread stopped =
                            Thread.ofPlatform()
                                    .unstarted(
                                            () ->
                                                    turns.take(
                                                            () -> {
                                                                if (Thread.currentThread()
                                                                        .isInterrupted()) {
                                                                    told.incrementAndGet();
                                                                }
                                                            }));
                    stopped.start();
                    stopped.interrupt();
                    join(stopped);
                });
        assertThat(told).hasValue(1);
    }

    private static Runnable slowly(CountDownLatch begun, CountDownLatch end) {
        return () -> {
            begun.countDown();
            await(end);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
