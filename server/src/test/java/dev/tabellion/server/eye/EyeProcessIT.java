package dev.tabellion.server.eye;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.collection.WatchName;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.FileHost;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.token.Access;
import dev.tabellion.e2e.token.GuardedServer;
import dev.tabellion.e2e.token.TokenServer;
import dev.tabellion.tuf.RoleName;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An eye in a process of its own, with a token that lets it tell and do nothing else. */
@ExtendWith(GuardedServer.class)
class EyeProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Scene scene;
    private final TokenServer tokens;
    private final String gun;

    EyeProcessIT(Scene scene, TokenServer tokens) {
        this.scene = scene;
        this.tokens = tokens;
        this.gun = "public/" + scene.freshGun();
    }

    @Test
    void what_a_mirror_showed_once_is_in_the_record_though_the_eye_was_killed() {
        var alice = scene.person("alice", gun).loggedInAs("alice", TokenServer.ALICE_PASSWORD);
        alice.init().succeeds();
        alice.add("v1", "one", "-p").succeeds();
        try (FileHost host = mirror();
                Folder folder = Folder.make();
                var eye =
                        EyeProcess.start(
                                folder.path(), watches(host), scene.endpoint(), token("eye"))) {
            Bytes honest = host.file("timestamp.json");
            Bytes forged =
                    Bytes.utf8(honest.utf8().replaceFirst("\"sig\":\"......", "\"sig\":\"AAAAAA"));
            Deadline.await(LIMIT, () -> tellsOf(honest), eye::lastWords);

            host.show("timestamp.json", forged);
            var kept = eye.data().resolve("cdn").resolve(forged.sha256().hex());
            Deadline.await(LIMIT, () -> Files.exists(kept), eye::lastWords);
            eye.kill();
            host.show("timestamp.json", honest);
            eye.restart();
            Deadline.await(LIMIT, () -> tellsOf(forged), eye::lastWords);
        }
    }

    @Test
    void the_token_of_an_eye_opens_nothing_else() {
        Wire eye = scene.wire().bearing(token("eye"));
        eye.get("/api/audit").is(401);
        eye.relay("POST", "/api/redactions", "application/json", new byte[] {'{', '}'}).is(401);
        eye.relay("POST", "/api/sightings", "application/json", new byte[] {'{', '}'}).is(400);
        scene.wire()
                .bearing(token("auditor"))
                .relay("POST", "/api/sightings", "application/json", new byte[] {'{', '}'})
                .is(401);
    }

    @Test
    void a_watchs_name_belongs_to_the_eye_that_told_under_it_first() {
        byte[] word = word("own", Duration.ofDays(1));
        tell(word, "eve").is(201);
        tell(word, "mallory").is(403);
        tell(word("own", Duration.ofDays(30)), "mallory").is(403);
        tell(word("another", Duration.ofDays(30)), "mallory").is(201);
        tell(word, "eve").is(200);
    }

    @Test
    void an_operator_frees_a_name_and_the_record_says_so() {
        byte[] word = word("moved", Duration.ofDays(1));
        tell(word, "eve").is(201);
        free("moved", "eye").is(401);
        free("moved", "responder").is(401);
        String first = free("moved", "operator").is(201).json().at("/id").asString();
        free("moved", "operator").is(404);
        tell(word("moved", Duration.ofDays(2)), "mallory").is(200);
        tell(word, "eve").is(403);
        assertThat(free("moved", "operator").is(201).json().at("/id").asString())
                .isNotEqualTo(first);
        tell(word, "eve").is(200);
        Deadline.await(
                LIMIT, () -> entries("/api/audit?kind=watch-freed") == 2, () -> "not in the trail");
    }

    private Answer free(String watch, String role) {
        return scene.wire()
                .bearing(token(role))
                .relay(
                        "POST",
                        "/api/watches/" + watch + "/free",
                        "application/json",
                        "{\"words\":\"it has another token\"}".getBytes(UTF_8));
    }

    private Answer tell(byte[] message, String subject) {
        return scene.wire()
                .bearing(token("eye", subject))
                .relay("POST", "/api/sightings", "application/json", message);
    }

    /** That an eye sees nothing, and when it speaks again. */
    private static byte[] word(String watch, Duration again) {
        Judgement judgement =
                new Judgement(
                        Judgement.UNREACHABLE,
                        new TreeMap<>(Map.of(Judgement.AGAIN, again.toString())));
        Seen seen =
                new Seen(
                        RoleName.TIMESTAMP,
                        "timestamp.json",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        null,
                        null,
                        0,
                        List.of());
        Watched watched = new Watched("https://cdn.example.com/", Dialect.NOTARY_V1, null);
        return new SightingMessage(
                        new WatchName(watch),
                        new SightingRecorded(watched, seen, judgement, LogStanding.NO_LOG),
                        null)
                .bytes()
                .toArray();
    }

    private boolean tellsOf(Bytes file) {
        return entries("/api/audit?kind=sighting-recorded&digest=" + file.sha256()) > 0;
    }

    private int entries(String query) {
        return scene.wire()
                .bearing(token("auditor"))
                .get(query)
                .is(200)
                .json()
                .path("entries")
                .size();
    }

    private String token(String role) {
        return token(role, "eve");
    }

    private String token(String role, String subject) {
        return tokens.signer()
                .sign(
                        tokens.claims(
                                subject, List.of(new Access("tabellion", "api", List.of(role)))));
    }

    /** What the server shows now, under the names by which clients ask. */
    private FileHost mirror() {
        FileHost host = new FileHost();
        for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
            Bytes file =
                    Bytes.of(
                            scene.wire()
                                    .bearing(puller())
                                    .tuf(gun, role + ".json")
                                    .is(200)
                                    .bytes());
            host.show(role + ".json", file);
            host.show(role + "." + file.sha256() + ".json", file);
            host.show("1." + role + ".json", file);
        }
        return host;
    }

    private String puller() {
        return tokens.signer()
                .sign(
                        tokens.claims(
                                "eve", List.of(new Access("repository", gun, List.of("pull")))));
    }

    private String watches(FileHost host) {
        return """
        [{"name":"cdn","url":"%s","dialect":"notary-v1",
          "collection":"%s","period":"PT1S"}]
        """
                .formatted(host.url(), gun);
    }
}
