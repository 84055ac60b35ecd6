package dev.tabellion.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work beside requests does not end unheard. */
class BackgroundTest {
    private static final String NAME = "background-test";

    @Test
    void work_that_falls_over_is_begun_again_and_told_of() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(3);
        Runnable work =
                () -> {
                    begun.incrementAndGet();
                    third.countDown();
                    if (begun.get() < 3) {
                        throw new IllegalStateException("a row that cannot be one");
                    }
                };
        try (var background = new Background(NAME, work, Duration.ofMillis(1))) {
            background.start();
            assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Fallen.lately())
                    .containsEntry(NAME, "2 times, last by IllegalStateException");
        }
        assertThat(Fallen.lately()).doesNotContainKey(NAME);
    }

    @Test
    void an_error_of_the_machine_is_no_end_either() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(2);
        Runnable work =
                () -> {
                    second.countDown();
                    if (second.getCount() > 0) {
                        throw new OutOfMemoryError("for a moment");
                    }
                };
        try (var background = new Background(NAME, work, Duration.ofMillis(1))) {
            background.start();
            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void work_that_ended_by_itself_has_ended() {
        AtomicInteger begun = new AtomicInteger();
        try (var background = new Background(NAME, begun::incrementAndGet, Duration.ofMillis(1))) {
            background.start();
        }
        assertThat(begun).hasValue(1); // however soon it was told to stop
        assertThat(Fallen.lately()).doesNotContainKey(NAME);
    }

    @Test
    void work_that_falls_over_ends_when_it_is_told_to() {
        Runnable work =
                () -> {
                    throw new IllegalStateException("always");
                };
        long begin = System.nanoTime();
        try (var background = new Background(NAME, work, Duration.ofMinutes(1))) {
            background.start();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
    }
}
