package dev.tabellion.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.coherence.LeaseTerms;
import dev.tabellion.projection.current.Change;
import dev.tabellion.projection.current.Changefeed;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChangefeedReadsIT {
    private static final Gun FEED = new Gun("feed.example.com/a");
    private static final String OF_ONE = "/v2/" + FEED + "/_trust/changefeed";

    private static HikariDataSource pool;
    private static ServingNode node;

    @BeforeAll
    static void start() {
        var database = RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults());
        pool = database.appPool();
        node = new ServingNode(database, pool, LeaseTerms.STANDARD);
        var chronicle = new Chronicle(pool);
        var other = new Gun("feed.example.com/b");
        chronicle.open(FEED, 1);
        chronicle.publish(FEED, 1, RoleName.ROOT);
        chronicle.open(other, 1);
        chronicle.publish(other, 1);
        chronicle.publish(FEED, 2, RoleName.TARGETS);
        chronicle.publish(FEED, 3);
        chronicle.delete(FEED, 1);
    }

    @AfterAll
    static void stop() {
        node.close();
        pool.close();
    }

    @Test
    void entries_look_as_notarys_do_and_deletions_have_no_version() {
        var answer = node.get(OF_ONE + "?records=1000");
        assertThat(answer.getContentType()).isEqualTo("text/plain; charset=utf-8");
        var feed = json(OF_ONE + "?records=1000");
        assertThat(feed.get("count").intValue()).isEqualTo(4);
        var first = feed.get("records").get(0);
        assertThat(first.propertyNames())
                .containsExactly("ID", "CreatedAt", "GUN", "Version", "SHA256", "Category");
        assertThat(first.get("ID").isString()).isTrue();
        assertThat(first.get("CreatedAt").asString())
                .matches("2026-11-22T08:46:\\d\\d\\.\\d{5}[1-9]Z");
        assertThat(first.get("GUN").asString()).isEqualTo(FEED.value());
        assertThat(first.get("SHA256").asString())
                .isEqualTo(Sha256.of(Chronicle.file(FEED, RoleName.TIMESTAMP, 1)).hex());
        assertThat(first.get("Category").asString()).isEqualTo("update");
        var last = feed.get("records").get(3);
        assertThat(last.get("Category").asString()).isEqualTo("deletion");
        assertThat(last.get("Version").intValue()).isZero();
        assertThat(last.get("SHA256").asString()).isEmpty();
    }

    @Test
    void pages_go_forward_after_an_id_and_backward_from_the_newest() {
        assertThat(versions(OF_ONE + "?records=0")).containsExactly(1, 2, 3, 0);
        assertThat(versions(OF_ONE + "?records=2&change_id=" + id(0))).containsExactly(2, 3);
        assertThat(versions(OF_ONE + "?records=-2&change_id=-1")).containsExactly(3, 0);
        assertThat(versions(OF_ONE + "?records=-1")).containsExactly(0);
        assertThat(versions(OF_ONE + "?records=1&change_id=-1")).containsExactly(0);
        assertThat(versions(OF_ONE + "?records=-2&change_id=" + id(3))).containsExactly(2, 3);
        assertThat(json("/v2/_trust/changefeed?records=2147483647").get("count").intValue())
                .isGreaterThanOrEqualTo(5);
        assertThat(text("/v2/never/seen/_trust/changefeed?records=5"))
                .isEqualTo("{\"count\":0,\"records\":[]}");
    }

    @Test
    void wrong_parameters_are_refused_as_notary_does() {
        assertThat(node.get(OF_ONE).getStatus()).isEqualTo(400);
        assertThat(text(OF_ONE))
                .isEqualTo(
                        "{\"errors\":[{\"code\":\"INVALID_PARAMETERS\",\"message\":\"The parameters"
                                + " provided are not valid.\",\"detail\":\"invalid records parameter:"
                                + " strconv.ParseInt: parsing \\\"\\\": invalid syntax\"}]}\n");
        var id =
                "{\"errors\":[{\"code\":\"INVALID_PARAMETERS\",\"message\":\"The parameters"
                        + " provided are not valid.\",\"detail\":{}}]}\n";
        assertThat(text(OF_ONE + "?records=1&change_id=x")).isEqualTo(id);
        assertThat(text(OF_ONE + "?records=1&change_id=2147483648")).isEqualTo(id);
    }

    @Test
    void an_entry_waits_until_all_with_lower_ids_have_appeared() throws Exception {
        var feed = new Changefeed(pool);
        var slow = new Gun("feed.example.com/slow");
        var fast = new Gun("feed.example.com/fast");
        long before = feed.horizon();
        var appended = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (var publishers = Executors.newSingleThreadExecutor()) {
            var publication =
                    publishers.submit(
                            () -> {
                                var chronicle = new Chronicle(pool);
                                chronicle
                                        .transaction()
                                        .executeWithoutResult(
                                                _ -> {
                                                    chronicle.append(slow, timestamp(slow));
                                                    appended.countDown();
                                                    awaitQuietly(commit);
                                                });
                            });
            appended.await();
            new Chronicle(pool).record(fast, timestamp(fast));
            assertThat(feed.after(null, before, 10)).isEmpty();
            assertThat(feed.horizon()).isEqualTo(before);
            commit.countDown();
            publication.get();
        }
        assertThat(feed.after(null, before, 10).stream().map(Change::gun))
                .containsExactly(slow, fast);
    }

    private static CollectionEvent timestamp(Gun gun) {
        return Chronicle.published(gun, RoleName.TIMESTAMP, 1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String id(int index) {
        return json(OF_ONE + "?records=0").get("records").get(index).get("ID").asString();
    }

    private static List<Integer> versions(String path) {
        List<Integer> versions = new ArrayList<>();
        json(path).get("records").forEach(each -> versions.add(each.get("Version").intValue()));
        return versions;
    }

    private static JsonNode json(String path) {
        return JsonMapper.shared().readTree(text(path));
    }

    private static String text(String path) {
        return new String(node.get(path).getContentAsByteArray(), UTF_8);
    }
}
