package dev.tabellion.server.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.StoredTiles;
import dev.tabellion.tlog.TestKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A witness whose process is killed once it remembers, whether or not its answer has left. */
class KilledWitnessIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final StoredTiles LOG = StoredTiles.numbered(300);
    private static final StoredTiles FORK = StoredTiles.forked(0, 300);
    private static final int[] SIZES = {7, 256, 300};

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void what_it_remembered_it_cosigns_no_fork_of() throws Exception {
        try (var folder = Folder.make();
                var witness = WitnessProcess.start(folder.path(), TestKey.LOG.key().vkey())) {
            int known = 0;
            for (int size : SIZES) {
                var answer =
                        client.sendAsync(
                                request(witness, LOG.asked(known, size)), BodyHandlers.ofString());
                Deadline.await(LIMIT, () -> remembers(witness, size), witness::lastWords);
                witness.kill();
                answer.handle((_, _) -> null).join();
                witness.restart();

                var fork = ask(witness, FORK.asked(known, size));
                assertThat(fork.statusCode()).isEqualTo(409);
                assertThat(AddCheckpoint.parseConflict(Bytes.utf8(fork.body())).leaves())
                        .isEqualTo(size);
                assertThat(ask(witness, FORK.asked(size, size)).statusCode()).isEqualTo(422);
                assertThat(ask(witness, LOG.asked(size, size)).statusCode()).isEqualTo(200);
                known = size;
            }
        }
    }

    private HttpResponse<String> ask(WitnessProcess witness, AddCheckpoint asked) throws Exception {
        return client.send(request(witness, asked), BodyHandlers.ofString());
    }

    private static HttpRequest request(WitnessProcess witness, AddCheckpoint asked) {
        return HttpRequest.newBuilder(witness.url().resolve("add-checkpoint"))
                .POST(BodyPublishers.ofByteArray(asked.bytes().toArray()))
                .build();
    }

    /** Read while it is being replaced, which it is as a whole or not at all. */
    private static boolean remembers(WitnessProcess witness, int size) {
        var origin = Bytes.utf8(TestKey.LOG.key().name().text());
        Path file = witness.memory().resolve(origin.sha256().hex());
        try {
            return Files.exists(file)
                    && SignedCheckpoint.parse(Bytes.of(Files.readAllBytes(file)))
                            .head()
                            .equals(LOG.signed(size).head());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        } catch (MalformedLogData e) {
            throw new AssertionError("half a file", e);
        }
    }
}
