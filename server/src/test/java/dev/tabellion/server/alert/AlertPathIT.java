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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole program, from what somebody does to whom it is told, and what people make of it. */
class AlertPathIT {
    private static final int DELETIONS = 60;

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
                        "tabellion.publishing.new-keys-per-minute=1000",
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
                .contains("tabellion_webhook_dead{webhook=\"pager\"} 0");
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
        author.send(author.pocket().attack().fastForward(RoleName.TARGETS, 1_000)).is(400);
        Until.holds(
                "it is found",
                () -> findings("?rule=VERSION_JUMP_REFUSED&expected=true").size() == 1);
        assertThat(incidents("")).isEmpty();
        say(
                400,
                "/api/announcements",
                "{\"prefix\":\"x/\",\"rules\":[\"REPOSITORY_DELETED\"],\"until\":\"%s\",\"words\":\"no\"}"
                        .formatted(until));
        delete(author);
        Until.holds("the pager rang", () -> receiver.taken().size() == 1);
        assertThat(receiver.taken().getFirst().body().utf8()).contains("REPOSITORY_DELETED");
    }

    @Test
    void an_alert_is_in_kafka_soon_after_the_commit() {
        List<Author> authors = new ArrayList<>();
        for (int each = 0; each < DELETIONS; each++) {
            authors.add(author("c" + each));
        }
        List<Long> took = new ArrayList<>();
        Set<String> arrived = new HashSet<>();
        try (var consumer =
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
                delete(author);
                // from after the answer: the commit was a little earlier
                long begin = System.nanoTime();
                String key = "collection " + author.pocket().gun();
                Until.holds("it is told: " + key, () -> heard(consumer, arrived).contains(key));
                took.add(System.nanoTime() - begin);
            }
        }
        long[] millis = took.stream().mapToLong(each -> each / 1_000_000).sorted().toArray();
        System.out.printf(
                "commit to alert in Kafka, %d alerts one after the other: p50 %d ms, p90 %d ms,"
                        + " p99 %d ms, worst %d ms%n",
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 9 / 10],
                millis[millis.length * 99 / 100],
                LongStream.of(millis).max().orElseThrow());
        assertThat(millis[millis.length / 2]).isLessThan(500);
    }

    private static Set<String> heard(KafkaConsumer<String, byte[]> consumer, Set<String> arrived) {
        for (var record : consumer.poll(Duration.ofMillis(5))) {
            String rule = Heard.json(record).at("/data/rule").stringValue();
            if (rule.equals("REPOSITORY_DELETED")) {
                arrived.add(record.key());
            }
        }
        return arrived;
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
