package dev.tabellion.server.fetches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.background.Fallen;
import dev.tabellion.collection.FetchRound;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.query.fetches.FetchCounter;
import dev.tabellion.query.fetches.FetchPolicy;
import dev.tabellion.server.read.Until;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What becomes of a round of counts that cannot be written. */
class FetchWriterTest {
    private final List<FetchRound> tried = new CopyOnWriteArrayList<>();
    private final InstantSource clock = InstantSource.system();

    @Test
    void while_the_database_is_away_a_round_is_kept() {
        try (FetchWriter writer = writer(new StoreUnavailable("asking", new IOException("gone")))) {
            writer.start();
            Until.holds("it is tried again", () -> tried.size() >= 2);
            assertThat(tried.get(1)).isEqualTo(tried.get(0));
        }
    }

    @Test
    void one_that_would_fail_again_is_lost_and_health_tells_of_it() {
        try (FetchWriter writer = writer(new IllegalStateException("a name that is too long"))) {
            writer.start();
            Until.holds("it goes on", () -> tried.size() >= 2);
            assertThat(tried.get(1)).isNotEqualTo(tried.get(0));
            assertThat(Fallen.lately()).containsKey("fetches");
        }
    }

    private FetchWriter writer(RuntimeException firstTime) {
        return new FetchWriter(
                new FetchCounter(FetchPolicy.ALL, 1, 100, Instant.EPOCH),
                round -> {
                    tried.add(round);
                    if (tried.size() == 1) {
                        throw firstTime;
                    }
                },
                Duration.ofMillis(10),
                clock);
    }
}
