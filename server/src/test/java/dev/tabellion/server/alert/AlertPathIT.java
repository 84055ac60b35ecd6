package dev.tabellion.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.hostile.Author;
import dev.tabellion.hostile.HostedTabellion;
import dev.tabellion.server.Backing;
import dev.tabellion.server.kafka.Heard;
import dev.tabellion.server.kafka.KafkaBroker;
import dev.tabellion.server.read.Until;
import dev.tabellion.tuf.RoleName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The whole program, from what somebody does to whom it is told, and what people make of it. With
 * {@code -Dalerts.measured} how long that takes is held to its aim.
 */
class AlertPathIT {
    private static final boolean MEASURED = Boolean.getBoolean("alerts.measured");

    /** So many that of a hundred the slowest is not one of a kind. */
    private static final int DELETIONS = MEASURED ? 500 : 200;

    private static final int WARM_UP = 20;

    /** From when the event was made, a little before it is committed. */
    private static final String COMMIT_TO_RECEIPT = "commit to receipt";

    private static final int PUBLISHERS = 2;

    /** Of a machine of one's own; this one may be everybody's. */
    private static final Duration AIM = Duration.ofMillis(MEASURED ? 500 : 8 * 500);

    @TempDir Path folder;
    private final Folder data = Folder.make();
    private final Receiver receiver = new Receiver(_ -> 200);
    private final String prefix = "alerted.example.com/" + UUID.randomUUID() + "/";
    private KafkaBroker broker;
    private HostedTabellion server;

    @BeforeEach
    void all_runs() {
        broker = KafkaBroker.start(folder);
        server =
                HostedTabellion.start(
                        Backing.freshDatabase(),
                        data,
                        Clock.systemUTC(),
                        "tabellion.kafka.bootstrap-servers=" + broker.address(),
                        "tabellion.publishing.new-keys-per-minute=100000",
                        "tabellion.alerts.webhooks[0].name=pager",
                        "tabellion.alerts.webhooks[0].url=" + receiver.url(),
                        "tabellion.alerts.webhooks[0].secret=" + AlertRoom.SECRET);
    }

    @AfterEach
    void all_ends() {
        server.close();
        broker.close();
        receiver.close();
        data.close();
    }

    @Test
    void what_is_found_is_told_and_people_deal_with_it() {
        delete(author("one"));
        Until.holds("the pager rang", () -> !receiver.taken().isEmpty());
        JsonNode finding = only(get("/api/findings?rule=REPOSITORY_DELETED"), "findings");
        assertThat(finding.get("severity").stringValue()).isEqualTo("crit");
        Until.holds("it is an incident", () -> incidents("").size() == 1);
        String id = incidents("").get(0).get("id").stringValue();
        assertThat(id).isEqualTo(finding.get("id").stringValue());

        say(201, "/api/incidents/" + id + "/assign", "{\"owner\":\"on-call\"}");
        say(201, "/api/incidents/" + id + "/note", "{\"words\":\"we did it ourselves\"}");
        say(200, "/api/incidents/" + id + "/note", "{\"words\":\"we did it ourselves\"}");
        Until.holds("it is taken up", () -> incidents("?state=acknowledged").size() == 1);
        say(
                409,
                "/api/incidents/" + id + "/close",
                "{\"verdict\":\"rehearsal\",\"findings\":7,\"words\":\"a drill\"}");
        say(
                201,
                "/api/incidents/" + id + "/close",
                "{\"verdict\":\"rehearsal\",\"findings\":1,\"words\":\"a drill\"}");
        Until.holds("it is closed", () -> incidents("?state=closed").size() == 1);
        JsonNode all = get("/api/incidents/" + id).json();
        assertThat(all.at("/owner/name").stringValue()).isEqualTo("on-call");
        assertThat(all.at("/closed/verdict").stringValue()).isEqualTo("rehearsal");
        assertThat(all.get("said")).hasSize(3);
        say(200, "/api/incidents/" + id + "/close", "{\"verdict\":\"rehearsal\",\"words\":\"x\"}");
        say(404, "/api/incidents/" + "0".repeat(32) + "/note", "{\"words\":\"nothing\"}");
        say(400, "/api/incidents/" + id + "/note", "{\"wrods\":\"misspelt\"}");
        say(400, "/api/incidents/" + id + "/note", "{\"words\":\"-----BEGIN PRIVATE KEY-----\"}");
        say(
                201,
                "/api/keys/" + "ab".repeat(32) + "/compromised",
                "{\"from\":\"2026-01-01T00:00:00Z\",\"words\":\"sold with its box\"}");
        Until.holds(
                "everything was heard",
                () -> get("/metrics").text().contains("tabellion_detection_lag_leaves 0"));
        assertThat(get("/metrics").text())
                .contains(
                        "tabellion_findings_total{expected=\"false\","
                                + "rule=\"REPOSITORY_DELETED\",severity=\"crit\"} 1")
                .contains("tabellion_incidents_open{severity=\"crit\"} 0")
                .contains("tabellion_webhook_dead{webhook=\"pager\"} 0")
                .contains("tabellion_webhook_lag_seconds{webhook=\"pager\"} 0")
                .contains("tabellion_alerts_kafka_lag_seconds 0")
                .contains("tabellion_journal_lag_seconds ")
                .contains("tabellion_reconciliation_lag_seconds ")
                .contains("tabellion_reconciliation_leaf_lag_seconds ")
                .contains("tabellion_detection_lag_seconds ")
                .doesNotContain("lag_seconds NaN")
                .doesNotContain("tabellion_journal_entries_read 0");
        assertThat(get("/api/alerts/figures").text())
                .contains("tabellion_findings_total{")
                .doesNotContain("tabellion_webhook_dead");
    }

    @Test
    void what_was_announced_is_recorded_and_wakes_nobody() {
        var author = author("two").adds("v2");
        String until = Instant.now().plus(Duration.ofHours(1)).toString();
        String change =
                "{\"prefix\":\"%s\",\"rules\":[\"VERSION_JUMP_REFUSED\"],\"until\":\"%s\",\"words\":\"a drill\"}"
                        .formatted(prefix, until);
        say(201, "/api/announcements", change);
        say(200, "/api/announcements", change);
        Until.holds(
                "it stands", () -> announcements("?state=standing").at("/0/leaf").asLong(-1) >= 0);
        assertThat(announcements("").at("/0/prefix").asString()).isEqualTo(prefix);
        assertThat(announcements("?state=withdrawn")).isEmpty();
        author.send(author.pocket().attack().fastForward(RoleName.TARGETS, 1_000)).is(400);
        Until.holds(
                "it is found",
                () -> findings("?rule=VERSION_JUMP_REFUSED&expected=true").size() == 1);
        assertThat(incidents("")).isEmpty();
        say(
                400,
                "/api/announcements",
                "{\"prefix\":\"x/\",\"rules\":[\"UNLEDGERED_SIGNATURE\"],\"until\":\"%s\",\"words\":\"no\"}"
                        .formatted(until));
        delete(author);
        Until.holds("the pager rang", () -> receiver.taken().size() == 1);
        assertThat(receiver.taken().getFirst().body().utf8()).contains("REPOSITORY_DELETED");
    }

    /** From one alert to the next as long as it takes to see that the one before has arrived. */
    @Test
    void an_alert_is_in_kafka_soon_after_the_commit_while_others_publish() {
        List<Author> authors = new ArrayList<>();
        for (int each = 0; each < DELETIONS + WARM_UP; each++) {
            authors.add(author("c" + each));
        }
        Map<String, Long> arrived = new HashMap<>();
        Pace pace = new Pace();
        AtomicInteger busy = new AtomicInteger();
        try (var load = PublishLoad.of(PUBLISHERS, () -> author("busy" + busy.incrementAndGet()));
                var consumer =
                        new KafkaConsumer<>(
                                Map.<String, Object>of(
                                        "bootstrap.servers", broker.address(),
                                        "group.id", "latency",
                                        "auto.offset.reset", "earliest",
                                        "fetch.max.wait.ms", "20",
                                        "metadata.max.age.ms", "500"),
                                new StringDeserializer(),
                                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("tabellion.alerts"));
            for (Author author : authors) {
                // not in step with the log, which takes up a batch each fifth of a second
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(400_000_000));
                delete(author);
                String key = "collection " + author.pocket().gun();
                long answered = System.currentTimeMillis();
                Until.holds(
                        "it is told: " + key,
                        () -> {
                            hear(consumer, arrived, pace);
                            return arrived.containsKey(key);
                        });
                pace.took("answer to receipt", Objects.requireNonNull(arrived.get(key)) - answered);
            }
            System.out.println("FIGURE published meanwhile: " + load.published());
        }
        // before the first ones the consumer does not know that there is such a topic
        System.out.println(pace.after(WARM_UP));
        assertThat(pace.p99After(WARM_UP, COMMIT_TO_RECEIPT)).isLessThan(AIM.toMillis());
    }

    private static void hear(
            KafkaConsumer<String, byte[]> consumer, Map<String, Long> arrived, Pace pace) {
        for (var record : consumer.poll(Duration.ofMillis(5))) {
            JsonNode alert = Heard.json(record);
            if (alert.at("/data/rule").stringValue().equals("REPOSITORY_DELETED")) {
                long now = System.currentTimeMillis();
                long at = millis(alert.at("/data/at"));
                long found = millis(alert.at("/data/foundAt"));
                pace.took("event to found", found - at);
                pace.took("found to sent", record.timestamp() - found);
                pace.took("sent to receipt", now - record.timestamp());
                pace.took(COMMIT_TO_RECEIPT, now - at);
                arrived.put(record.key(), now);
            }
        }
    }

    private static long millis(JsonNode time) {
        return Instant.parse(time.stringValue()).toEpochMilli();
    }

    private Author author(String name) {
        return Author.of(server.wire(), prefix + name, Clock.systemUTC()).begins();
    }

    private void delete(Author author) {
        server.wire().relay("DELETE", author.folder(), "", new byte[0]).is(200);
    }

    private void say(int status, String path, String body) {
        server.wire().post(path, "application/json", body).is(status);
    }

    private Answer get(String path) {
        return server.wire().get(path).is(200);
    }

    private JsonNode announcements(String query) {
        return get("/api/announcements" + query).json().get("announcements");
    }

    private JsonNode incidents(String query) {
        return get("/api/incidents" + query).json().get("incidents");
    }

    private JsonNode findings(String query) {
        return get("/api/findings" + query).json().get("findings");
    }

    private static JsonNode only(Answer answer, String name) {
        assertThat(answer.json().get(name)).hasSize(1);
        return answer.json().get(name).get(0);
    }
}
