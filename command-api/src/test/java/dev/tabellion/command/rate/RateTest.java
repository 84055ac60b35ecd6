package dev.tabellion.command.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateTest {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private final Rate<String> rate = new Rate<>(6, now::get);

    @Test
    void so_many_are_given_at_once_and_then_one_by_one() {
        assertThat(taken("a", 10)).isEqualTo(6);

        now.updateAndGet(t -> t.plus(Duration.ofSeconds(10)));
        assertThat(taken("a", 10)).isEqualTo(1);

        now.updateAndGet(t -> t.plus(Duration.ofHours(1)));
        assertThat(taken("a", 10)).isEqualTo(6);
    }

    @Test
    void one_key_takes_nothing_from_another() {
        taken("a", 10);
        assertThat(taken("b", 10)).isEqualTo(6);
    }

    private long taken(String key, int tries) {
        return IntStream.range(0, tries).filter(_ -> rate.take(key)).count();
    }
}
