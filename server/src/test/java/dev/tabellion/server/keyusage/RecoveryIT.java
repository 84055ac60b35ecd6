package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.collection.WatchName;
import dev.tabellion.collection.Words;
import dev.tabellion.command.Outcome;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.follow.SaidOfCases;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A key is stolen, what that amounts to, and the way back, which ticks itself off. */
class RecoveryIT {
    private static final Gun GUN = new Gun("example.com/robbed");
    private static final EventStream EYE = new EventStream.Watch(new WatchName("eye"));

    @TempDir private Path place;
    private ForensicsRoom room;
    private PocketPublisher publisher;

    @BeforeEach
    void publish() {
        room = new ForensicsRoom(place);
        publisher = room.books.publisher(GUN);
        publish(publisher.firstPublication());
        publish(publisher.addTarget("v1").publication());
        room.catchUp();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private void publish(List<Upload> uploads) {
        room.books.clock.pass(Duration.ofSeconds(1));
        assertThat(room.books.node.publish(GUN, uploads)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void the_way_back_from_a_stolen_targets_key_ticks_itself_off() {
        String key = room.keyOf("targets");
        assertThat(recovery(key).at("/done").asInt()).isZero();
        assertThat(open(key))
                .containsExactly(
                        "declared",
                        "checkpointed",
                        "witnessed",
                        "replaced",
                        "signed-anew",
                        "led-to",
                        "cleared",
                        "outlived");

        declare(key);
        assertThat(done(key)).containsExactly("declared");

        publish(publisher.rotateTargets(PocketKey.ecdsa()).publication());
        room.catchUp();
        assertThat(done(key))
                .containsExactly("declared", "replaced", "signed-anew", "led-to", "cleared");
        long replaced =
                room.books.one("select until_leaf from key_trusted where key = ?", Long.class, key);
        assertThat(task(key, "replaced").at("/leaf").asLong()).isEqualTo(replaced);
        assertThat(task(key, "signed-anew").at("/leaf").asLong()).isGreaterThan(replaced);
        assertThat(task(key, "outlived").at("/due").asString()).isNotEmpty();

        String sheet = room.text("/api/forensics/keys/" + key + "/recovery?format=markdown");
        assertThat(sheet).contains("- [x] P3", "- [ ] A witness cosigned");
        assertThat(room.text("/api/forensics/keys/" + key + "/recovery?format=html"))
                .contains("\u2611 Done:", "\u2610 Open:")
                .doesNotContain("<script");
    }

    @Test
    void a_stolen_timestamp_key_is_replaced_by_a_root_and_a_new_timestamp() {
        String key = room.keyOf("timestamp");
        declare(key);
        Outcome staged =
                room.books.node.execute(
                        new TrustCommand.RotateManagedKey(
                                GUN, RoleName.TIMESTAMP, KeyAlgorithm.ECDSA),
                        WriteNode.ALICE);
        room.catchUp();
        assertThat(done(key)).containsExactly("declared");
        publish(publisher.rotateTimestamp(((Outcome.KeyReady) staged).key().key()).publication());
        room.catchUp();
        assertThat(done(key)).contains("replaced", "signed-anew", "cleared");
        room.books.clock.pass(Duration.ofDays(400));
        assertThat(done(key)).contains("outlived");
    }

    @Test
    void of_a_collection_that_was_deleted_nothing_is_left_to_do() {
        String key = room.keyOf("root");
        declare(key);
        room.books.node.execute(new TrustCommand.DeleteCollection(GUN), WriteNode.ALICE);
        room.catchUp();
        assertThat(done(key))
                .containsExactly("declared", "replaced", "signed-anew", "led-to", "cleared");
    }

    @Test
    void a_report_says_what_to_publish_again_and_which_delegations_changed() {
        publish(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());
        room.catchUp();
        JsonNode report = room.json("/api/forensics/compromise?key=" + room.keyOf("targets"));
        assertThat(report.at("/delegations").findValuesAsString("change"))
                .contains("delegation-added", "key-added");
        JsonNode again = report.at("/republish/0");
        assertThat(again.at("/role").asString()).isEqualTo("targets");
        assertThat(again.at("/above").asInt()).isEqualTo(3);
        assertThat(again.at("/good").isMissingNode()).isTrue(); // all of it was the key's
        JsonNode root = room.json("/api/forensics/compromise?key=" + room.keyOf("root"));
        assertThat(root.at("/opened/0").asString()).isEqualTo(GUN.value());
    }

    @Test
    void what_was_seen_outside_is_among_what_a_stolen_key_signed() {
        String key = room.keyOf("timestamp");
        see(new KeyId(key), 77);
        room.catchUp();
        JsonNode report = room.json("/api/forensics/compromise?key=" + key);
        assertThat(report.at("/reach/at-large").asInt()).isEqualTo(1);
        JsonNode stolen = report.at("/signatures").get(report.at("/signatures").size() - 1);
        assertThat(stolen.at("/version").asInt()).isEqualTo(77);
        assertThat(stolen.at("/sighted").asLong()).isPositive();
        assertThat(report.at("/republish/0/above").asInt()).isEqualTo(77);
    }

    @Test
    void a_report_that_may_read_no_more_says_that_it_is_not_whole() {
        String path = "/api/forensics/compromise?key=" + room.keyOf("targets");
        var narrow = room.door(new KeyReports(room.books.pool, room.books.clock, 1_000));
        JsonNode report = ForensicsRoom.json(narrow, path);
        assertThat(report.at("/whole").asBoolean()).isFalse();
        assertThat(report.at("/signatures").size()).isEqualTo(2);
        assertThat(room.json(path).at("/whole").asBoolean()).isTrue();
    }

    @Test
    void a_name_that_nothing_has_is_refused_before_the_store_is_asked() {
        var door = room.door(new KeyReports(room.books.pool, room.books.clock));
        assertThat(ForensicsRoom.ask(door, "/api/forensics/keys/%00").getStatus()).isEqualTo(400);
        assertThat(ForensicsRoom.ask(door, "/api/forensics/where?target=a\0b").getStatus())
                .isEqualTo(400);
    }

    private void declare(String key) {
        new SaidOfCases(room.books.sql)
                .append(
                        new KeyDeclaredCompromised(
                                new KeyId(key), null, null, new Words("sold with its box")),
                        Instant.now()); // as what publishers do bears the machine's time
        room.catchUp();
    }

    private void see(KeyId key, int version) {
        Timestamp timestamp =
                new Timestamp(
                        new Version(version),
                        room.books.clock.instant().plus(Duration.ofDays(14)),
                        FileMeta.of(Bytes.utf8("a snapshot")));
        Bytes file =
                Dialect.NOTARY_V1.fileOf(
                        Dialect.NOTARY_V1.payloadOf(timestamp),
                        List.of(new Signature(key, "ecdsa", Bytes.utf8("signature"))));
        room.torn.keep(file);
        Seen seen =
                new Seen(
                        RoleName.TIMESTAMP,
                        "timestamp.json",
                        room.books.clock.instant(),
                        new Version(version),
                        file.sha256(),
                        file.length(),
                        List.of(key));
        room.torn.append(
                EYE,
                room.books.clock.instant(),
                new SightingRecorded(
                        new Watched("https://mirror.example.com/", Dialect.NOTARY_V1, GUN),
                        seen,
                        Judgement.accepted(),
                        LogStanding.ABSENT));
    }

    private JsonNode recovery(String key) {
        return room.json("/api/forensics/keys/" + key + "/recovery");
    }

    private List<String> done(String key) {
        return aims(key, "done");
    }

    private List<String> open(String key) {
        return aims(key, "open");
    }

    private List<String> aims(String key, String state) {
        List<String> aims = new ArrayList<>();
        for (JsonNode task : recovery(key).at("/tasks")) {
            if (task.at("/state").asString().equals(state)) {
                aims.add(task.at("/aim").asString());
            }
        }
        return aims;
    }

    private JsonNode task(String key, String aim) {
        for (JsonNode task : recovery(key).at("/tasks")) {
            if (task.at("/aim").asString().equals(aim)) {
                return task;
            }
        }
        throw new AssertionError("no task is " + aim);
    }
}
