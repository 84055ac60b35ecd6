package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Fetches for which there was no room name no file, and may have been of any. */
class UncountedFetchesIT {
    private static final Gun GUN = new Gun("example.com/busy");

    @TempDir private Path place;

    @Test
    void a_report_that_misses_some_is_not_whole() {
        try (ForensicsRoom room = new ForensicsRoom(place)) {
            Instant before = Instant.now(); // publications bear the machine's time
            assertThat(room.books.node.publish(GUN, room.books.publisher(GUN).firstPublication()))
                    .isInstanceOf(Outcome.Done.class);
            uncounted(room, new Gun("example.com/another"), Instant.now(), 40);
            uncounted(room, GUN, before.minus(Duration.ofDays(1)), 2);
            JsonNode counted = fetched(room);
            assertThat(counted.at("/uncounted").asLong()).isZero();
            assertThat(counted.at("/whole").asBoolean()).isTrue();

            uncounted(room, GUN, Instant.now(), 3);
            JsonNode dropped = fetched(room);
            assertThat(dropped.at("/uncounted").asLong()).isEqualTo(3);
            assertThat(dropped.at("/whole").asBoolean()).isFalse();
        }
    }

    private static JsonNode fetched(ForensicsRoom room) {
        room.catchUp();
        return room.json("/api/forensics/compromise?key=" + room.keyOf("targets")).at("/fetched");
    }

    private static void uncounted(ForensicsRoom room, Gun gun, Instant at, long fetches) {
        room.torn.append(
                new EventStream.Watch(WatchName.FETCHES),
                at.plusSeconds(1),
                new FetchesCounted(gun, at, at.plusSeconds(1), List.of(), fetches));
    }
}
