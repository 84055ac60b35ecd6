package dev.tabellion.hostile.signer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.signing.NewKey;
import dev.tabellion.signing.Questions;
import dev.tabellion.signing.SignerQuestion;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the server may ask at all, and what it sends in the place of a question. */
@ExtendWith(SharedSigner.class)
class DoorIT {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND", "X");

    private final AttackedSigner signer;
    private final Siege siege;

    DoorIT(AttackedSigner signer) {
        this.signer = signer;
        this.siege = Siege.ofNewCollection(signer);
        signer.journal().news();
    }

    @AfterEach
    void others_are_served_still() {
        siege.stillServesOthers();
    }

    /**
     * Every path times every method: seven questions are answered; the signer decides for itself.
     */
    @Test
    void nothing_at_the_door_changes_policy_imports_keys_or_reinstates_a_life() throws Exception {
        Stream<String> asked = Arrays.stream(SignerQuestion.values()).map(SignerQuestion::path);
        Stream<String> wished =
                Stream.of(
                        "/",
                        "/policy",
                        "/settings",
                        "/import",
                        "/keys/import",
                        "/keys/report",
                        "/reinstate",
                        "/restore",
                        "/resume",
                        "/journal/1",
                        "/actuator",
                        "/actuator/env",
                        "/actuator/shutdown",
                        "/actuator/loggers",
                        "/error",
                        "/v2/",
                        "/Sign",
                        "/sign/",
                        "/%73ign",
                        "/keys/../import");
        List<Callable<HttpResponse<String>>> attempts = new ArrayList<>();
        for (String path : Stream.concat(asked, wished).toList()) {
            METHODS.stream()
                    .filter(method -> !isQuestion(method, path))
                    .forEach(method -> attempts.add(() -> send(method, path, "{}")));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(attempts)) {
                assertThat(answer.get().statusCode())
                        .as("" + answer.get().request())
                        .isEqualTo(404);
            }
        }
        List<JsonNode> news = signer.journal().news();
        assertThat(news).hasSameSizeAs(attempts);
        assertThat(news).allMatch(e -> e.at("/told/rule").asString().equals("unknown-question"));
        assertThat(news).allMatch(e -> e.path("by").asString().equals(AttackedSigner.SERVER));
    }

    /** What is answered is asked in full, and has no room for more than its own members. */
    @Test
    void no_question_has_a_member_that_would_change_more() throws Exception {
        var place = new KeyPlace(new Gun(AttackedSigner.freshGun()), 1, Siege.TIMESTAMP);
        String honest = Questions.create(new NewKey(place, KeyAlgorithm.ECDSA)).utf8();
        for (String member :
                List.of(
                        "\"privateKey\":\"AAAA\"",
                        "\"imported\":true",
                        "\"policy\":{}",
                        "\"life\":7")) {
            var answer = send("POST", "/keys", honest.replaceFirst("\\{", "{" + member + ","));
            refused(answer, 400, "malformed-request");
        }
        String request = Questions.sign(siege.intruder().freshTimestamp().request()).utf8();
        for (String member :
                List.of(
                        "\"force\":true",
                        "\"now\":\"2020-01-01T00:00:00Z\"",
                        "\"reason\":\"renewed\"")) {
            refused(
                    send("POST", "/sign", request.replaceFirst("\\{", "{" + member + ",")),
                    400,
                    "malformed-request");
        }
        refused(
                send("POST", "/sign", request.replace("published", "imported")),
                400,
                "malformed-request");
        refused(send("GET", "/unsettled?limit=-1", ""), 400, "malformed-request");
    }

    /** Its marks would be others than those of the life that its key was made for. */
    @Test
    void there_is_no_life_before_the_first() throws Exception {
        var place = new KeyPlace(new Gun(AttackedSigner.freshGun()), 1, Siege.TIMESTAMP);
        String key = Questions.create(new NewKey(place, KeyAlgorithm.ECDSA)).utf8();
        String request = Questions.sign(siege.intruder().freshTimestamp().request()).utf8();
        assertThat(key).contains("\"life\":1");
        for (String life : List.of("0", "-1")) {
            refused(
                    send("POST", "/keys", key.replace("\"life\":1", "\"life\":" + life)),
                    400,
                    "malformed-request");
            refused(
                    send(
                            "POST",
                            "/sign",
                            request.replaceFirst("\"life\":[0-9]+", "\"life\":" + life)),
                    400,
                    "malformed-request");
        }
    }

    @Test
    void the_server_may_not_read_the_journal_and_a_reader_may_not_ask() throws Exception {
        refused(send("GET", "/journal", ""), 403, "right-missing");
        String request = Questions.sign(siege.intruder().freshTimestamp().request()).utf8();
        for (String path : List.of("/sign", "/keys", "/keys/places", "/published")) {
            var question =
                    HttpRequest.newBuilder(signer.url().resolve(path))
                            .POST(BodyPublishers.ofString(request))
                            .build();
            var answer = signer.auditorsClient().send(question, BodyHandlers.ofString());
            refused(answer, 403, "right-missing", AttackedSigner.AUDITOR);
        }
    }

    @Test
    void what_is_no_question_is_refused_with_its_digest() throws Exception {
        var random = new Random(11);
        for (String path : List.of("/sign", "/keys", "/keys/places", "/published")) {
            for (int length : new int[] {0, 1, 300, 100_000}) {
                byte[] body = new byte[length];
                random.nextBytes(body);
                var told = refused(post(path, body), 400, "malformed-request");
                assertThat(told.at("/facts/digest").asString())
                        .isEqualTo(Bytes.of(body).sha256().hex());
                assertThat(told.at("/facts/length").asString()).isEqualTo("" + length);
            }
        }
    }

    @Test
    void bombs_do_not_go_off() throws Exception {
        for (String bomb :
                List.of(
                        "[".repeat(1_000_000),
                        "{\"place\":".repeat(200_000),
                        "{\"keys\":[" + "0,".repeat(400_000) + "0]}",
                        "{\"version\":" + "9".repeat(1_000_000) + "}",
                        "{\"version\":1e999999999}",
                        "{\"keys\":[\"" + "\\u0000".repeat(150_000) + "\"]}")) {
            refused(post("/sign", bomb.getBytes(StandardCharsets.UTF_8)), 400, "malformed-request");
        }
        var ask = siege.intruder().freshTimestamp();
        for (String bomb : List.of("[".repeat(500_000), "{\"a\":".repeat(500_000))) {
            assertThat(siege.refused(ask.payload(Bytes.utf8(bomb)))).isEqualTo("not-a-document");
            assertThat(siege.refused(siege.intruder().timestamp(Bytes.utf8(bomb))))
                    .isEqualTo("unjustified-malformed");
        }
    }

    @Test
    void a_hundred_megabytes_are_refused() throws Exception {
        refused(post("/sign", new byte[100 << 20]), 413, "request-too-large");
    }

    private static boolean isQuestion(String method, String path) {
        return Arrays.stream(SignerQuestion.values())
                .anyMatch(q -> q.method().equals(method) && q.path().equals(path));
    }

    private JsonNode refused(HttpResponse<String> answer, int status, String rule) {
        return refused(answer, status, rule, AttackedSigner.SERVER);
    }

    /** What the journal tells of it, which the answer names. */
    private JsonNode refused(HttpResponse<String> answer, int status, String rule, String by) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        List<JsonNode> news = signer.journal().news();
        assertThat(news).hasSize(1);
        JsonNode entry = news.getFirst();
        assertThat(entry.path("kind").asString()).isEqualTo("turned-away/1");
        assertThat(entry.path("by").asString()).isEqualTo(by);
        assertThat(entry.at("/told/rule").asString()).isEqualTo(rule);
        assertThat(answer.body())
                .contains("\"rule\":\"" + rule + "\"")
                .contains("\"journalEntry\":" + entry.path("seq").asLong());
        return entry.path("told");
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        var question =
                HttpRequest.newBuilder(signer.url().resolve(path))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        return signer.serversClient().send(question, BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var question =
                HttpRequest.newBuilder(URI.create(signer.url() + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        return signer.serversClient().send(question, BodyHandlers.ofString());
    }
}
