package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Weaknesses of Notary's server that a reader finds: each attacked as it was there, and closed. */
@Hosted(settings = "tabellion.publishing.renewal-period=1s")
class ReadWeaknessesIT {
    private static final int CONNECTIONS = 64;
    private static final int BURST = 100;

    private final String gun = "hostile.example.com/" + UUID.randomUUID();
    private final HostedTabellion server;
    private final PocketClock clock;

    ReadWeaknessesIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** There, an unlocked map of documents by digest ended the process within a second. */
    @Test
    void weakness_6_1_many_readers_of_many_documents_by_digest_do_not_end_the_server() {
        var author = author().begins();
        var files = new ArrayList<String>();
        for (int i = 2; i < 12; i++) {
            author.adds("v" + i);
        }
        for (var role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT)) {
            author.pocket()
                    .publishedAs(role)
                    .forEach(file -> files.add(role + "." + file.sha256() + ".json"));
        }

        var answers =
                AtOnce.all(
                        IntStream.range(0, 10 * CONNECTIONS)
                                .mapToObj(i -> files.get(i % files.size()))
                                .map(file -> (Callable<Answer>) () -> author.get(file))
                                .toList());

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(server.wire().get("/_notary_server/health").status()).isEqualTo(200);
    }

    /** There, the digest alone opened a document: under any name, and after its deletion. */
    @Test
    void weakness_6_2_a_digest_opens_a_document_only_under_its_own_collection_and_role() {
        var author = author().begins();
        var other = Author.of(server.wire(), gun + "/other", clock).begins();
        String digest = author.served(RoleName.TARGETS).sha256().toString();
        author.get("targets." + digest + ".json").is(200);

        other.get("targets." + digest + ".json").is(404);
        server.wire().tuf(gun + "/unknown", "targets." + digest + ".json").is(404);
        author.get("snapshot." + digest + ".json").is(404);
        author.get("targets/x." + digest + ".json").is(404);

        server.wire().relay("DELETE", author.folder(), "", new byte[0]).is(200);
        author.get("targets." + digest + ".json").is(404);
        author.get("1.root.json").is(404);
        author.get("targets.json").is(404);
    }

    /** There, nine of ten readers got 500: each tried to sign, and lost the race to store it. */
    @Test
    void weakness_6_8_a_burst_on_a_timestamp_that_is_due_or_expired_is_served_whole() {
        var author = author().begins();

        assertThat(burst(author)).containsOnly(200);
        clock.pass(Duration.ofDays(8));
        assertThat(burst(author)).containsOnly(200);
        clock.pass(Duration.ofDays(15));
        assertThat(burst(author)).containsOnly(200);

        Deadline.await(
                Duration.ofSeconds(20),
                () -> expiry(author).isAfter(clock.instant()),
                () -> "a renewed timestamp; it is " + author.get("timestamp.json"));
        assertThat(author.servedVersion(RoleName.TIMESTAMP)).isBetween(2, 3);
    }

    private static List<Integer> burst(Author author) {
        return AtOnce.all(
                IntStream.range(0, BURST)
                        .mapToObj(
                                _ ->
                                        (Callable<Integer>)
                                                () -> author.get("timestamp.json").status())
                        .toList());
    }

    private static Instant expiry(Author author) {
        return Instant.parse(author.get("timestamp.json").json().at("/signed/expires").asString());
    }

    private Author author() {
        return Author.of(server.wire(), gun, clock);
    }
}
