package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.MadeDatabase;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.postgres.EmbeddedPostgres;
import dev.tabellion.server.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A database that goes away under load and comes back: reads go on from memory, publications are
 * refused in Notary's words within a bounded time, and all recovers by itself.
 */
class RestartedDatabaseIT {
    private static final Duration SHORT = Duration.ofSeconds(15);

    /** A pool's patience, and what a publication in doubt waits for other nodes to be known. */
    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(12);

    private final Folder folder = Folder.make();
    private final Fate fate = new Fate();

    @AfterEach
    void the_folder_goes() {
        folder.close();
    }

    @Test
    void an_embedded_database_that_is_stopped_is_back_within_seconds() {
        try (var server = RunningTabellion.start(folder.path(), List.of());
                var wire = new Wire(server.endpoint())) {
            var postmaster = new OwnPostmaster(server.data());
            var publishers = publishers(wire);
            var load = PublishLoad.of(publishers);
            try (load;
                    var readers = new Readers(wire, publishers)) {
                load.awaitAcknowledgements(20);
                for (Runnable stop :
                        List.<Runnable>of(postmaster::stopFast, postmaster::stopImmediately)) {
                    long stopped = System.nanoTime();
                    stop.run();
                    load.awaitAcknowledgements(publishers.size());
                    Told.figure("publishing again after", since(stopped).toString());
                }
                publishers.forEach(TenaciousPublisher::requireCurrent);
                readers.requireAllServed();
            }
            Told.figure("publications cut off", fate.told());
            publishers.forEach(each -> assertThat(each.settled()).isTrue());
            publishers.forEach(TenaciousPublisher::requireEverything);
            assertThat(fate.longestAnswer()).isLessThan(LONGEST_REFUSAL);
            RecordAudit.of(postmaster.owner(), server.data());
        }
    }

    @Test
    void reads_go_on_while_a_given_database_is_away() throws IOException {
        MadeDatabase.SERVERS.under(folder.path().resolve("database"));
        try (var data = DataDirectory.open(folder.path().resolve("database"))) {
            var settings = new PostgresSettings(FreePort.pick(), 128, 100);
            var postgres = EmbeddedPostgres.start(data, settings);
            try (var server =
                            RunningTabellion.start(
                                    folder.path(), CommandLine.on(postgres.owner()));
                    var wire = new Wire(server.endpoint())) {
                var publishers = publishers(wire);
                var publisher = publishers.getFirst();
                publisher.requireCurrent();
                var before = wire.tuf(publisher.gun(), "timestamp.json").is(200).bytes();

                postgres.close();
                long gone = System.nanoTime();
                Told.figure(
                        "reads are marked as stale after",
                        until(gone, () -> isStale(wire.tuf(publisher.gun(), "timestamp.json")))
                                .toString());
                assertThat(wire.tuf(publisher.gun(), "timestamp.json").is(200).bytes())
                        .isEqualTo(before);
                Told.figure(
                        "health tells after",
                        until(gone, () -> health(wire).status() == 503).toString());
                assertThat(health(wire).json().has("DB operational")).isTrue();
                long asked = System.nanoTime();
                assertRefusedForNow(wire, publisher);
                assertThat(since(asked)).isLessThan(LONGEST_REFUSAL);
                Told.figure("a publication is refused after", since(asked).toString());

                postgres = EmbeddedPostgres.start(data, settings);
                long back = System.nanoTime();
                Told.figure(
                        "health is well again after",
                        until(back, () -> health(wire).status() == 200).toString());
                Told.figure(
                        "publishing again after",
                        until(back, () -> publisher.publish("after")).toString());
                publisher.requireCurrent();
                publisher.requireEverything();
                LogAudit.of(postgres.owner(), server.data());
            } finally {
                postgres.close();
            }
        }
    }

    private List<TenaciousPublisher> publishers(Wire wire) {
        return Crowd.of(4, wire, fate);
    }

    private static void assertRefusedForNow(Wire wire, TenaciousPublisher publisher) {
        assertThat(publisher.publish("meanwhile")).isFalse();
        var key = wire.tuf("example.com/" + UUID.randomUUID(), "timestamp.key").is(503);
        assertThat(key.errorCode()).isEqualTo("UNAVAILABLE");
    }

    private static boolean isStale(Answer answer) {
        return answer.is(200).header("Warning").startsWith("110 ");
    }

    private static Answer health(Wire wire) {
        return wire.get("/_notary_server/health");
    }

    private static Duration until(long since, BooleanSupplier holds) {
        Deadline.await(SHORT, holds, () -> "recovery of a server from its database's restart");
        return since(since);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Asks for timestamps without a pause and remembers every answer that was no 200. */
    private static final class Readers implements AutoCloseable {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Readers(Wire wire, List<TenaciousPublisher> publishers) {
            for (var publisher : publishers) {
                var gun = publisher.gun();
                wire.tuf(gun, "timestamp.json").is(200); // in memory from now on
                threads.execute(() -> read(wire, gun));
            }
        }

        private void read(Wire wire, String gun) {
            while (!stopped.get()) {
                try {
                    wire.tuf(gun, "timestamp.json").is(200);
                } catch (AssertionError | UncheckedIOException e) {
                    failures.add(e.toString());
                }
            }
        }

        void requireAllServed() {
            assertThat(failures).isEmpty();
        }

        @Override
        public void close() {
            stopped.set(true);
            threads.close();
        }
    }
}
