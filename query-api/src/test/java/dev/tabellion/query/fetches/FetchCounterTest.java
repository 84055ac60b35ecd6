package dev.tabellion.query.fetches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Fetch;
import dev.tabellion.collection.FetchRound;
import dev.tabellion.collection.FetchRound.Counted;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Publisher;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted of fetches, how much of it at most, and for whom. */
class FetchCounterTest {
    private static final Gun GUN = new Gun("example.com/app");
    private static final Sha256 DIGEST = Bytes.utf8("file").sha256();
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void the_same_by_the_same_is_one_count() {
        FetchCounter counter = counter(FetchPolicy.ALL, 100);
        IntStream.range(0, 3).forEach(_ -> counter.count(there("timestamp.json"), client(1)));
        counter.count(there("timestamp.json"), client(2));
        counter.count(missing("9.root.json"), client(2));

        FetchRound round = counter.begin(NOON.plusSeconds(60)).until(NOON.plusSeconds(60));
        assertThat(round.counts())
                .containsExactlyInAnyOrder(
                        new Counted(there("timestamp.json"), client(1), 3),
                        new Counted(there("timestamp.json"), client(2), 1),
                        new Counted(missing("9.root.json"), client(2), 1));
        assertThat(round.since()).isEqualTo(NOON);
        assertThat(counter.begin(NOON.plusSeconds(120)).until(NOON.plusSeconds(120)).counts())
                .isEmpty();
    }

    @Test
    void there_is_an_end_and_what_is_beyond_it_is_a_number() {
        FetchCounter counter = counter(FetchPolicy.ALL, 8);
        IntStream.range(0, 20).forEach(i -> counter.count(there("timestamp.json"), client(i)));
        counter.count(there("timestamp.json"), client(0));

        FetchRound round = counter.begin(NOON).until(NOON);
        assertThat(round.counts()).hasSize(8);
        assertThat(round.uncounted()).containsEntry(GUN, 12L);
    }

    @Test
    void who_asks_for_nonsense_pushes_nobody_out() {
        FetchCounter counter = counter(FetchPolicy.ALL, 8);
        IntStream.range(0, 50).forEach(i -> counter.count(missing(i + ".root.json"), client(1)));
        counter.count(there("timestamp.json"), client(2));
        FetchRound round = counter.begin(NOON).until(NOON);
        assertThat(round.counts())
                .contains(new Counted(there("timestamp.json"), client(2), 1))
                .hasSize(3);
        assertThat(round.uncounted()).isEmpty();
    }

    @Test
    void a_sample_has_some_clients_whole_and_all_who_ask_for_what_is_not_there() {
        FetchCounter counter = counter(FetchPolicy.SAMPLED, 100_000);
        IntStream.range(0, 1_600)
                .forEach(
                        i -> {
                            counter.count(there("timestamp.json"), client(i));
                            counter.count(there("snapshot.json"), client(i));
                        });
        IntStream.range(0, 10).forEach(i -> counter.count(missing("9.root.json"), client(i)));

        FetchRound round = counter.begin(NOON).until(NOON);
        assertThat(round.counts()).filteredOn(each -> each.fetch().digest() == null).hasSize(10);
        assertThat(clients(round, "timestamp.json"))
                .isEqualTo(clients(round, "snapshot.json"))
                .isBetween(50L, 200L);
        assertThat(round.uncounted()).isEmpty();
    }

    @Test
    void nothing_is_counted_where_nothing_is_to_be() {
        FetchCounter counter = counter(FetchPolicy.OFF, 100);
        counter.count(there("timestamp.json"), client(1));
        counter.count(missing("9.root.json"), client(1));
        assertThat(counter.begin(NOON).until(NOON).counts()).isEmpty();
    }

    private static long clients(FetchRound round, String file) {
        return round.counts().stream().filter(each -> each.fetch().file().equals(file)).count();
    }

    private static FetchCounter counter(FetchPolicy policy, int most) {
        return new FetchCounter(policy, 12_345, most, NOON);
    }

    private static Fetch there(String file) {
        return new Fetch(GUN, RoleName.TIMESTAMP, file, DIGEST);
    }

    private static Fetch missing(String file) {
        return new Fetch(GUN, RoleName.ROOT, file, null);
    }

    private static Publisher client(int number) {
        return new Publisher("anonymous", "none", "192.0.2." + number);
    }
}
