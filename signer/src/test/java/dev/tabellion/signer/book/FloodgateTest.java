package dev.tabellion.signer.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.signer.book.Floodgate.Passage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FloodgateTest {
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final InstantSource source = () -> now;
    private final Floodgate gate = new Floodgate(source.withZone(ZoneOffset.UTC));

    @Test
    void a_burst_is_written_and_what_is_beyond_is_counted_and_told() {
        assertThat(written("a", Floodgate.BURST + 7)).isEqualTo(Floodgate.BURST);
        assertThat(written("b", 1)).isOne(); // another asker has room of his own
        now = now.plusSeconds(1);
        assertThat(gate.pass("a")).isEqualTo(new Passage.Written(7));
    }

    @Test
    void who_is_refused_all_day_long_does_not_fill_a_disk() {
        long written = 0;
        for (int second = 0; second < Duration.ofHours(1).toSeconds(); second++) {
            written += written("a", 60);
            now = now.plusSeconds(1);
        }
        assertThat(written)
                .isBetween(
                        (long) Floodgate.PER_DAY,
                        Floodgate.PER_DAY + Duration.ofHours(1).toSeconds());
        now = now.plus(Duration.ofDays(1));
        assertThat(written("a", Floodgate.BURST)).isEqualTo(Floodgate.BURST);
    }

    private long written(String by, int refusals) {
        long written = 0;
        for (int each = 0; each < refusals; each++) {
            if (gate.pass(by) instanceof Passage.Written) {
                written++;
            }
        }
        return written;
    }
}
