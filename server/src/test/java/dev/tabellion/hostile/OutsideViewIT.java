package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.FileHost;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.server.eye.Eyes;
import dev.tabellion.server.eye.ServerSink;
import dev.tabellion.server.eye.WatchList;
import dev.tabellion.server.read.Until;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.JdkSignatureCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What clients hand in and eyes see gets into the record, and nothing that nobody signed counts.
 */
@Hosted(
        settings = {
            "tabellion.publishing.new-keys-per-minute=1000",
            "tabellion.eye.reports-per-minute=12"
        })
class OutsideViewIT {
    private static final RoleName TARGETS = RoleName.TARGETS;

    private final String gun = "hostile.example.com/" + UUID.randomUUID();
    private final HostedTabellion server;
    private final PocketClock clock;

    OutsideViewIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.clock = clock;
        clock.pass(Duration.ofMinutes(2)); // all come from one address
    }

    @Test
    void a_report_counts_for_what_verifies_and_for_no_more() {
        var author = author().begins();
        Bytes first = author.served(TARGETS);
        author.adds("v2");
        Bytes forged =
                author.pocket().attack().signWithStranger(TARGETS).stream()
                        .filter(upload -> upload.role().equals(TARGETS))
                        .findFirst()
                        .orElseThrow()
                        .file();

        assertThat(said(report("targets", author.served(TARGETS)).is(201), "log", "signedBy"))
                .isEqualTo("current 1");
        assertThat(said(report("targets", first).is(201), "log", "signedBy")).isEqualTo("past 1");
        assertThat(said(report("targets", forged).is(201), "log", "signedBy"))
                .isEqualTo("absent 0");
        assertThat(report("targets", forged).is(200).json().path("outcome").asString())
                .isEqualTo("known");
        assertThat(report("timestamp", author.served(RoleName.TIMESTAMP)).is(201).text())
                .contains("\"log\":\"current\"");
    }

    @Test
    void what_is_no_metadata_or_of_no_collection_is_not_recorded() {
        author().begins();
        report("targets", Bytes.utf8("nonsense")).is(400);
        report("../targets", Bytes.utf8("{}")).is(400);
        post("/api/reports/hostile.example.com/unknown?role=root", Bytes.utf8("{}")).is(404);
        post("/api/reports/" + gun, Bytes.utf8("{}")).is(400);
        post("/api/reports/" + gun + "?role=root&client=lied", Bytes.utf8("{}")).is(400);
        post("/api/sightings", Bytes.utf8("{}")).is(400);
        server.wire().get("/api/reports/" + gun).is(405);
        assertThat(
                        server.sql()
                                .queryForObject(
                                        "select count(*) from tabellion.event where name ="
                                                + " 'client-report-received' and position(?::bytea"
                                                + " in payload) > 0",
                                        Long.class,
                                        (Object) Bytes.utf8(gun).toArray()))
                .isZero();
    }

    @Test
    void a_flood_of_reports_is_cut_off() {
        author().begins();
        boolean cut = false;
        for (int i = 0; i < 40 && !cut; i++) {
            cut = report("targets", Bytes.utf8("flood " + i)).status() == 429;
        }
        assertThat(cut).isTrue();
    }

    @Test
    void an_eye_tells_what_the_server_shows_and_what_a_mirror_makes_of_it() throws IOException {
        var author = author();
        author.pocket().delegate("targets/releases", PocketKey.ecdsa());
        author.begins();
        Map<String, Bytes> frozen = files(author);
        author.adds("v2");
        var endpoint = server.endpoint();
        String name = "eye-" + UUID.randomUUID();
        try (Folder folder = Folder.make();
                FileHost mirror = new FileHost();
                var sink = new ServerSink(endpoint.url(), null, endpoint.caFile());
                var eyes = eyes(name, mirror, folder, sink)) {
            mirror.show(frozen);
            eyes.start();
            Until.holds("all of the server is seen", () -> sightings(name).size() >= 4);
            Until.holds("all of the mirror is seen", () -> sightings(name + ".cdn").size() >= 4);
        }
        assertThat(sightings(name))
                .allSatisfy(each -> assertThat(each.judgement().isAccepted()).isTrue())
                .allSatisfy(each -> assertThat(each.log()).isEqualTo(LogStanding.CURRENT));
        assertThat(sightings(name + ".cdn"))
                .filteredOn(each -> each.seen().role().equals(RoleName.TIMESTAMP))
                .singleElement()
                .satisfies(each -> assertThat(each.log()).isEqualTo(LogStanding.PAST));
    }

    private Eyes eyes(String name, FileHost mirror, Folder folder, ServerSink sink)
            throws IOException {
        var endpoint = server.endpoint();
        String watches =
                """
                [{"name":"%1$s","url":"%2$s/v2/%3$s/_trust/tuf/","dialect":"notary-v1",
                  "collection":"%3$s","period":"PT1S","authorities":"%4$s"},
                 {"name":"%1$s.cdn","url":"%5$s","dialect":"notary-v1",
                  "collection":"%3$s","period":"PT1S"}]
                """
                        .formatted(name, endpoint.url(), gun, endpoint.caFile(), mirror.url());
        return Eyes.of(
                WatchList.read(Files.writeString(folder.path().resolve("watches"), watches)),
                folder.path(),
                sink,
                new JdkSignatureCheck(),
                clock);
    }

    private static Map<String, Bytes> files(Author author) {
        Bytes timestamp = author.served(RoleName.TIMESTAMP);
        Bytes snapshot = author.served(RoleName.SNAPSHOT);
        Bytes targets = author.served(TARGETS);
        return Map.of(
                "1.root.json",
                author.served(RoleName.ROOT),
                "timestamp.json",
                timestamp,
                "snapshot." + snapshot.sha256() + ".json",
                snapshot,
                "targets." + targets.sha256() + ".json",
                targets);
    }

    private List<SightingRecorded> sightings(String watch) {
        return server.sql()
                .query(
                        "select name, revision, payload from tabellion.event where collection = ?"
                                + " order by sequence",
                        (row, _) ->
                                (SightingRecorded)
                                        EventJson.read(
                                                row.getString(1),
                                                row.getString(2),
                                                Bytes.of(row.getBytes(3))),
                        "*watch/" + watch);
    }

    private Answer report(String role, Bytes file) {
        return post("/api/reports/" + gun + "?role=" + role, file);
    }

    private Answer post(String path, Bytes body) {
        return server.wire().relay("POST", path, "application/octet-stream", body.toArray());
    }

    private static String said(Answer answer, String text, String list) {
        var json = JsonMapper.shared().readTree(answer.bytes());
        return json.path(text).asString() + " " + json.path(list).size();
    }

    private Author author() {
        return Author.of(server.wire(), gun, clock);
    }
}
