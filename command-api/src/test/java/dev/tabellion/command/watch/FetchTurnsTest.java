package dev.tabellion.command.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Fetch;
import dev.tabellion.collection.FetchRound;
import dev.tabellion.collection.FetchRound.Counted;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Publisher;
import dev.tabellion.command.watch.FetchTurns.Told;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With more collections fetched than there is room for, each has its turn. */
class FetchTurnsTest {
    private static final Sha256 FILE = Bytes.utf8("a file").sha256();
    private static final Publisher CLIENT = new Publisher("anonymous", "none", "192.0.2.7");

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private FetchTurns turns = FetchTurns.FIRST;

    @Test
    void the_last_of_the_alphabet_is_told_of_in_the_next_round() {
        assertThat(names(round(2, "a", "b", "c"))).containsExactly("a", "b");
        assertThat(names(round(2, "a", "b", "c"))).startsWith("c");
    }

    @Test
    void whoever_fetches_a_hundred_keeps_no_other_out() {
        String[] all = IntStream.range(0, 100).mapToObj("g%02d"::formatted).toArray(String[]::new);
        Set<String> told = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            List<Told> round = round(10, all);
            assertThat(round).hasSizeLessThanOrEqualTo(10);
            told.addAll(names(round));
        }
        assertThat(told).containsExactlyInAnyOrder(all);
    }

    @Test
    void of_who_had_to_wait_it_is_told_how_much_was_not_counted_and_since_when() {
        Instant begin = now;
        round(1, "a", "b");
        round(1, "a");
        Instant turn = now;
        List<Told> told = round(2, "b");
        assertThat(told)
                .extracting(Told::since, Told::until, each -> each.page().uncounted())
                .containsExactly(tuple(begin, turn, 1L), tuple(turn, now, 0L));
        assertThat(round(2, "b")).hasSize(1);
    }

    @Test
    void a_collection_that_was_too_much_to_be_counted_at_all_is_told_of() {
        FetchRound round = new FetchRound(now, now, List.of(), Map.of(new Gun("a"), 7L));
        List<Told> told = turns.plan(round, _ -> true, 64).told();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().page().uncounted()).isEqualTo(7);
    }

    @Test
    void names_that_nobody_ever_published_take_nobodys_turn_and_are_not_waited_for() {
        FetchRound round = round("nonsense", "real");
        FetchTurns.Plan plan = turns.plan(round, gun -> gun.value().equals("real"), 1);
        assertThat(names(plan.told())).containsExactly("real");

        List<Counted> absent = IntStream.range(0, 3).mapToObj(i -> counted("n" + i, null)).toList();
        turns = plan.next();
        turns = turns.plan(new FetchRound(now, now, absent, Map.of()), _ -> true, 1).next();
        Map<Gun, Long> tooMuch = Map.of(new Gun("more nonsense"), 7L);
        FetchRound uncounted = new FetchRound(now, now, List.of(), tooMuch);
        turns = turns.plan(uncounted, _ -> false, 1).next();
        assertThat(turns.missed()).isEmpty();
    }

    private List<Told> round(int most, String... guns) {
        FetchTurns.Plan plan = turns.plan(round(guns), _ -> true, most);
        turns = plan.next();
        return plan.told();
    }

    private FetchRound round(String... guns) {
        Instant since = now;
        now = now.plus(Duration.ofMinutes(1));
        List<Counted> counts = new ArrayList<>();
        for (String gun : guns) {
            counts.add(counted(gun, FILE));
        }
        return new FetchRound(since, now, counts, Map.of());
    }

    private static Counted counted(String gun, @Nullable Sha256 digest) {
        Fetch fetch = new Fetch(new Gun(gun), RoleName.TIMESTAMP, "timestamp.json", digest);
        return new Counted(fetch, CLIENT, 1);
    }

    private static List<String> names(List<Told> told) {
        return told.stream().map(each -> each.page().collection().value()).distinct().toList();
    }
}
