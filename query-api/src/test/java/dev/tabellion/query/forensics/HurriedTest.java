package dev.tabellion.query.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who takes too long is broken off, and nobody else. */
class HurriedTest {
    private static final int MUCH = 100_000;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1); // passes its end
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Test
    void whoever_is_in_time_gets_it_all() throws IOException {
        new Hurried(taken, Duration.ofNanos(2), clock::get).write(new byte[MUCH]);
        assertThat(taken.size()).isEqualTo(MUCH);
    }

    @Test
    void whoever_takes_too_long_is_broken_off_within_one_write() throws IOException {
        var slow = new Hurried(taken, Duration.ofNanos(2), clock::getAndIncrement);
        assertThatThrownBy(() -> slow.write(new byte[MUCH]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too slowly");
        assertThat(taken.size()).isBetween(1, MUCH - 1);
    }
}
