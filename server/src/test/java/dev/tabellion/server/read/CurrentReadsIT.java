package dev.tabellion.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.coherence.LeaseTerms;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CurrentReadsIT {
    private static final RoleName RELEASES = new RoleName("targets/releases");
    private static final AtomicInteger names = new AtomicInteger();

    private static HikariDataSource pool;
    private static ServingNode node;
    private static Chronicle chronicle;

    @BeforeAll
    static void start() {
        var database = RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults());
        pool = database.appPool();
        node = new ServingNode(database, pool, LeaseTerms.STANDARD);
        chronicle = new Chronicle(pool);
        Until.holds("the only node serves copies", node.lease()::isHeld);
    }

    @AfterAll
    static void stop() {
        node.close();
        pool.close();
    }

    private final Gun gun = new Gun("registry.example.com/read/" + names.incrementAndGet());
    private final String tuf = "/v2/" + gun + "/_trust/tuf/";

    @Test
    void a_publication_is_read_back_by_role_version_and_digest() {
        assertThat(node.get(tuf + "root.json").getStatus()).isEqualTo(404);
        publish(1);
        assertThat(body("root.json")).isEqualTo(text(RoleName.ROOT, 1));
        assertThat(body("1.root.json")).isEqualTo(text(RoleName.ROOT, 1));
        assertThat(body("root." + digest(RoleName.ROOT, 1) + ".json"))
                .isEqualTo(text(RoleName.ROOT, 1));
        assertThat(node.get(tuf + "2.root.json").getStatus()).isEqualTo(404);
        publish(2);
        assertThat(body("root.json")).isEqualTo(text(RoleName.ROOT, 2));
        assertThat(body("2.root.json")).isEqualTo(text(RoleName.ROOT, 2));
        assertThat(body("1.root.json")).isEqualTo(text(RoleName.ROOT, 1));
        assertThat(body("timestamp.json")).isEqualTo(text(RoleName.TIMESTAMP, 2));
    }

    /** Weakness 6.2. */
    @Test
    void a_digest_opens_nothing_under_another_collection_or_role() {
        publish(1);
        var name = "." + digest(RoleName.ROOT, 1) + ".json";
        assertThat(node.get(tuf + "root" + name).getStatus()).isEqualTo(200);
        assertThat(node.get(tuf + "targets" + name).getStatus()).isEqualTo(404);
        assertThat(node.get("/v2/no/such/_trust/tuf/root" + name).getStatus()).isEqualTo(404);
        chronicle.delete(gun, 1);
        node.await(gun);
        assertThat(node.get(tuf + "root" + name).getStatus()).isEqualTo(404);
        assertThat(node.get(tuf + "1.root.json").getStatus()).isEqualTo(404);
        assertThat(node.get(tuf + "root.json").getStatus()).isEqualTo(404);
    }

    @Test
    void a_deleted_collection_begins_anew() {
        publish(1);
        publish(2);
        chronicle.delete(gun, 1);
        chronicle.open(gun, 2);
        chronicle.publish(gun, 1, RoleName.ROOT);
        node.await(gun);
        assertThat(body("root.json")).isEqualTo(text(RoleName.ROOT, 1));
        assertThat(node.get(tuf + "2.root.json").getStatus()).isEqualTo(404);
    }

    @Test
    void a_role_that_lost_its_delegation_is_absent_and_not_an_error() {
        publish(1);
        chronicle.publish(gun, 2, RELEASES);
        node.await(gun);
        assertThat(body("targets/releases.json")).isEqualTo(text(RELEASES, 2));
        chronicle.record(
                gun,
                new RoleKeysChanged(
                        RoleName.TARGETS, RELEASES, List.of(new KeyId("k")), 1, List.of(), 0),
                Chronicle.published(gun, RoleName.TIMESTAMP, 3));
        node.await(gun);
        var answer = node.get(tuf + "targets/releases.json");
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentType()).isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void headers_are_notarys_and_conditions_are_kept() throws IOException {
        publish(1);
        var first = node.get(tuf + "root.json");
        assertThat(first.getContentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(first.getHeader("Cache-Control"))
                .isEqualTo("public, max-age=300, s-maxage=300, must-revalidate");
        assertThat(first.getHeader("ETag")).isEqualTo('"' + digest(RoleName.ROOT, 1) + '"');
        assertThat(first.getHeader("Last-Modified")).endsWith(" GMT");
        assertThat(node.get(tuf + "1.root.json").getHeader("Cache-Control"))
                .isEqualTo("public, max-age=2592000, s-maxage=2592000");

        var again = node.get(tuf + "root.json", "If-None-Match", "*");
        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.getContentAsByteArray()).isEmpty();

        var head = node.ask("HEAD", tuf + "root.json");
        assertThat(head.getStatus()).isEqualTo(200);
        assertThat(head.getContentLength()).isEqualTo(text(RoleName.ROOT, 1).length());
        assertThat(head.getContentAsByteArray()).isEmpty();

        var gzip = node.get(tuf + "root.json", "Accept-Encoding", "gzip");
        assertThat(gzip.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(gzip.getHeader("Vary")).isEqualTo("Accept-Encoding");
        assertThat(gzip.getHeader("ETag")).isNotEqualTo(first.getHeader("ETag"));
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(gzip.getContentAsByteArray()));
        assertThat(new String(unpacked.readAllBytes(), UTF_8)).isEqualTo(text(RoleName.ROOT, 1));
    }

    /** Weakness 6.1. */
    @Test
    void sixty_four_readers_of_different_digests_at_once_all_get_theirs() throws Exception {
        chronicle.open(gun, 1);
        IntStream.rangeClosed(1, 64).forEach(v -> chronicle.publish(gun, v, RoleName.TARGETS));
        node.await(gun);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> reads =
                    IntStream.range(0, 640)
                            .mapToObj(i -> digest(RoleName.TARGETS, 1 + i % 64))
                            .map(d -> (Callable<String>) () -> body("targets." + d + ".json"))
                            .toList();
            var answers = readers.invokeAll(reads);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(text(RoleName.TARGETS, 1 + i % 64));
            }
        }
    }

    @Test
    void events_without_their_transaction_are_refused() {
        assertThatThrownBy(() -> chronicle.append(gun, Chronicle.published(gun, RELEASES, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    private void publish(int version) {
        if (version == 1) {
            chronicle.open(gun, 1);
        }
        chronicle.publish(gun, version, RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT);
        node.await(gun);
    }

    private String body(String name) {
        var answer = node.get(tuf + name);
        assertThat(answer.getStatus()).as(name).isEqualTo(200);
        return new String(answer.getContentAsByteArray(), UTF_8);
    }

    private String text(RoleName role, int version) {
        return Chronicle.file(gun, role, version).utf8();
    }

    private String digest(RoleName role, int version) {
        return Sha256.of(Chronicle.file(gun, role, version)).hex();
    }
}
