package dev.tabellion.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.hostile.Author;
import dev.tabellion.server.alert.Receiver.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** {@code kill -9} while a webhook is being told: after the restart it has been told everything. */
class KilledAlertsIT {
    private static final int DELETIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void what_was_being_told_when_the_server_was_killed_is_told_again_and_nothing_is_lost() {
        AtomicBoolean dead = new AtomicBoolean();
        try (var folder = Folder.make();
                // takes it, and its answer never arrives: the server dies before it can note it
                var receiver = new Receiver(_ -> dead.get() ? 200 : Receiver.NOTHING);
                var server =
                        RunningTabellion.start(
                                folder.path(),
                                List.of("--config", settings(folder, receiver).toString()));
                var wire = new Wire(server.endpoint())) {
            List<Author> authors = new ArrayList<>();
            for (int each = 0; each < DELETIONS; each++) {
                String gun = "killed.example.com/" + UUID.randomUUID();
                authors.add(Author.of(wire, gun, Clock.systemUTC()).begins());
            }
            authors.forEach(a -> wire.relay("DELETE", a.folder(), "", new byte[0]).is(200));
            await(() -> !receiver.told().isEmpty());
            Told first = receiver.told().getFirst();
            server.kill();
            dead.set(true);
            server.restart();
            await(() -> ids(receiver.taken()).size() == DELETIONS);
            assertThat(receiver.taken())
                    .filteredOn(told -> told.id().equals(first.id()))
                    .first()
                    .satisfies(told -> assertThat(told.body()).isEqualTo(first.body()));
        }
    }

    private static Set<String> ids(List<Told> told) {
        Set<String> ids = new HashSet<>();
        told.forEach(each -> ids.add(each.id()));
        return ids;
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        dev.tabellion.e2e.process.Deadline.await(PATIENCE, condition, () -> "still waiting");
    }

    private static Path settings(Folder folder, Receiver receiver) {
        Path file = folder.path().resolve("alerts.yaml");
        try {
            return Files.writeString(
                    file,
                    """
                    tabellion:
                      alerts:
                        webhooks:
                          - name: pager
                            url: %s
                            secret: %s
                            minimum-severity: crit
                    """
                            .formatted(receiver.url(), AlertRoom.SECRET));
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }
}
