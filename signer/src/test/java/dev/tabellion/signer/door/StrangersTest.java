package dev.tabellion.signer.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a flood of strangers leaves in the journal. */
class StrangersTest {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
    private final List<Map<String, String>> entered = new ArrayList<>();
    private final Strangers strangers =
            new Strangers(
                    (by, rule, facts) -> {
                        assertThat(by).isNull();
                        assertThat(rule).isEqualTo("unknown-peer");
                        entered.add(Map.copyOf(facts));
                        return (long) entered.size();
                    },
                    now::get);

    @Test
    void a_flood_is_counted_and_the_next_entry_says_how_many_there_were() {
        for (int each = 0; each < 1_000; each++) {
            strangers.turnedAway(List.of(), "no path to a trusted authority");
        }
        assertThat(entered).hasSize(10);
        assertThat(entered).noneMatch(facts -> facts.containsKey("suppressed"));

        now.updateAndGet(then -> then.plusSeconds(10));
        strangers.turnedAway(List.of(), "no path to a trusted authority");
        assertThat(entered).hasSize(11);
        assertThat(entered.getLast())
                .containsEntry("suppressed", "990")
                .containsEntry("problem", "no path to a trusted authority");
    }
}
