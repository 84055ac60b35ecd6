package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.pocket.PocketClock;
import dev.tabellion.projection.keyusage.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that cannot say that it is alive says at least that. */
class HeartbeatTest {
    private final PocketClock clock = PocketClock.at(Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void a_heart_whose_beats_arrive_nowhere_complains() {
        var nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"localhost"});
        nowhere.setPortNumbers(new int[] {1});
        try (var heartbeat = new Heartbeat(nowhere, UUID.randomUUID(), clock)) {
            heartbeat.start();
            assertThat(heartbeat.complaint()).isNull();
            clock.pass(Duration.ofSeconds(11));
            assertThat(heartbeat.complaint()).contains("alive");
            assertThat(heartbeat.isVital()).isFalse();
        }
    }
}
