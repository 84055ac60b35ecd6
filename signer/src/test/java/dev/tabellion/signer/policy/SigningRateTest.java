package dev.tabellion.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningRateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
    private static final KeyId KEY = new KeyId("a");
    private static final KeyId OTHER = new KeyId("b");

    private final SigningRate<KeyId> rate = new SigningRate<>(3, 10);

    @Test
    void a_key_signs_a_burst_and_then_as_fast_as_its_bucket_fills() {
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take(List.of(KEY), NOW)).isTrue();
        }
        assertThat(rate.take(List.of(KEY), NOW)).isFalse();
        assertThat(rate.take(List.of(KEY), NOW.plusMillis(99))).isFalse();
        assertThat(rate.take(List.of(KEY), NOW.plusMillis(100))).isTrue();
        assertThat(rate.take(List.of(KEY), NOW.plusMillis(100))).isFalse();
    }

    @Test
    void one_keys_flood_is_not_anothers() {
        for (int i = 0; i < 9; i++) {
            rate.take(List.of(KEY), NOW);
        }
        assertThat(rate.take(List.of(OTHER), NOW)).isTrue();
        assertThat(rate.take(List.of(OTHER, KEY), NOW)).isFalse();
        assertThat(rate.take(List.of(OTHER), NOW)).isTrue();
        assertThat(rate.take(List.of(OTHER), NOW)).isTrue();
        assertThat(rate.take(List.of(OTHER), NOW)).isFalse();
    }

    @Test
    void a_clock_that_goes_back_fills_nothing() {
        for (int i = 0; i < 3; i++) {
            rate.take(List.of(KEY), NOW);
        }
        assertThat(rate.take(List.of(KEY), NOW.minus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void the_policy_counts_what_it_justifies_and_nothing_else() {
        PolicySettings slow = PolicySettings.DEFAULT.bounded(64, 2, 1);
        PocketServer server = new PocketServer("example.org/app", slow);
        var publisher = server.publisher();
        server.accepts(publisher.firstPublication());
        server.accepts(publisher.addTarget("v2").publication());
        var third = server.publication(publisher.addTarget("v3").publication());

        assertThat(server.refused(third)).isEqualTo("rate");
        server.pass(Duration.ofSeconds(1));
        server.accepts(third);
        assertThat(server.collection.current(RoleName.TIMESTAMP)).isNotNull();
    }

    /** A collection's name costs nothing, so a bound for each place is none for all. */
    @Test
    void keys_for_ever_other_collections_are_not_made_without_end() {
        PocketServer poor =
                new PocketServer("example.org/app", PolicySettings.DEFAULT.bounded(64, 20, 1));
        int made = 0;
        while (poor.desk.refusalOfKey(timestamp(made)).isEmpty()) {
            made++;
        }
        assertThat(made).isEqualTo(20);
        assertThat(
                        poor.desk
                                .refusalOfKey(place("example.org/more", RoleName.TIMESTAMP))
                                .orElseThrow()
                                .rule())
                .isEqualTo("too-many-new-keys");
        assertThat(poor.desk.refusalOfKey(place("example.org/more", RoleName.SNAPSHOT))).isEmpty();
        poor.pass(Duration.ofSeconds(1));
        assertThat(poor.desk.refusalOfKey(place("example.org/more", RoleName.TIMESTAMP))).isEmpty();
    }

    @Test
    void one_server_that_asks_for_too_many_keys_keeps_no_other_from_its_own() {
        PocketServer poor =
                new PocketServer("example.org/app", PolicySettings.DEFAULT.bounded(64, 3, 1));
        for (int made = 0; made < 3; made++) {
            var _ = poor.desk.refusalOfKey(timestamp(made), "greedy.example.org");
        }

        assertThat(poor.desk.refusalOfKey(timestamp(3), "greedy.example.org")).isPresent();
        assertThat(poor.desk.refusalOfKey(timestamp(3), "modest.example.org")).isEmpty();
    }

    private static KeyPlace timestamp(int number) {
        return place("example.org/junk" + number, RoleName.TIMESTAMP);
    }

    private static KeyPlace place(String gun, RoleName role) {
        return new KeyPlace(new Gun(gun), 1, role);
    }
}
