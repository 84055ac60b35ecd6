package dev.tabellion.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.api.ApiRole;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.Outcome;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.server.AtDoor;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real publications, and what an auditor is told of them. */
class AuditTrailIT {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static AuditRoom room;

    private final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final Gun gun = new Gun("example.com/audited-" + NAMES.incrementAndGet());
    private WriteNode node;
    private PocketPublisher publisher;

    @BeforeAll
    static void open() {
        room = new AuditRoom();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @BeforeEach
    void publishFirst() {
        GenericEventMessage.clock = clock; // Axon takes it from nowhere else
        node = new WriteNode(room.pool, new PocketSigner(), clock);
        publisher = PocketPublisher.of(gun, clock).withServerKeys(managed(RoleName.TIMESTAMP));
        publish(publisher.firstPublication());
        publish(publisher.addTarget("v1").publication());
    }

    @AfterEach
    void leaveTimeAlone() {
        GenericEventMessage.clock = Clock.systemUTC();
    }

    @Test
    void who_published_this_with_which_key_and_from_where() {
        JsonNode entry = entries("target=v1&kind=metadata-published&collection=" + gun).get(0);
        assertThat(entry.get("event").get("role").asString()).isEqualTo("targets");
        assertThat(entry.get("actor").get("subject").asString()).isEqualTo("alice");
        assertThat(entry.get("actor").get("address").asString()).isEqualTo("192.0.2.1");
    }

    @Test
    void what_a_key_signed_is_found_by_the_key() {
        String key =
                entries("target=v1&collection=" + gun)
                        .get(0)
                        .get("event")
                        .get("signedBy")
                        .get(0)
                        .asString();
        assertThat(entries("kind=metadata-published&key=" + key))
                .hasSize(2)
                .allSatisfy(
                        entry ->
                                assertThat(entry.get("event").get("role").asString())
                                        .isEqualTo("targets"));
    }

    @Test
    void a_reader_sees_what_happened_and_not_who() {
        var answer = room.get("/api/audit?collection=" + gun, ApiRole.READER);
        JsonNode actor = json(answer).get("entries").get(0).get("actor");
        assertThat(actor.propertyNames()).containsExactly("commitment");
        assertThat(room.get("/api/audit?actor=alice", ApiRole.READER).getStatus()).isEqualTo(403);
        assertThat(room.get("/api/audit?address=192.0.2.1", ApiRole.READER).getStatus())
                .isEqualTo(403);
    }

    @Test
    void a_page_goes_on_where_the_last_one_ended_and_exports_have_all_of_it() throws Exception {
        JsonNode first = json(room.get("/api/audit?limit=3&collection=" + gun));
        String next = first.get("next").asString();
        JsonNode second =
                json(room.get("/api/audit?limit=500&collection=" + gun + "&cursor=" + next));
        int all = first.get("entries").size() + second.get("entries").size();

        var lines = room.get("/api/audit?format=jsonl&collection=" + gun).getContentAsString();
        assertThat(lines.lines()).hasSize(all);
        assertThat(lines.lines().map(line -> json(line).get("index").asLong()))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        var table = room.get("/api/audit?format=csv&collection=" + gun).getContentAsString();
        assertThat(table.lines()).hasSize(all + 1);
        assertThat(room.get("/api/audit?limit=3&role=root&cursor=" + next).getStatus())
                .isEqualTo(400);
    }

    @Test
    void what_was_served_then_is_given_byte_for_byte() {
        clock.pass(Duration.ofMinutes(10));
        Instant then = clock.instant();
        List<Bytes> before = publisher.publishedAs(RoleName.TARGETS);
        Bytes old = before.getLast();
        clock.pass(Duration.ofMinutes(10));
        publish(publisher.addTarget("v2").publication());

        String at = "/api/collections/" + gun + "/at/";
        assertThat(bytes(at + then + "/targets.json")).isEqualTo(old);
        assertThat(bytes(at + clock.instant() + "/targets.json"))
                .isEqualTo(publisher.publishedAs(RoleName.TARGETS).getLast());
        JsonNode state = json(room.get(at + then));
        assertThat(state.get("documents")).hasSize(4);
        long leaf = state.get("leaf").asLong();
        assertThat(bytes(at + leaf + "/targets.json")).isEqualTo(old);
        assertThat(room.get(at + "2029-01-01T00:00:00Z").getStatus()).isEqualTo(404);
        assertThat(room.get(at + "999999").getStatus()).isEqualTo(404);
        assertThat(room.get(at + leaf + "/targets/none.json").getStatus()).isEqualTo(404);
    }

    /** That is when one asks: the log stands still, and somebody goes on publishing. */
    @Test
    void what_the_trail_does_not_know_yet_is_not_answered_with_what_was_before() throws Exception {
        clock.pass(Duration.ofMinutes(10));
        Instant then = clock.instant();
        clock.pass(Duration.ofMinutes(10));
        long reach = room.index.size() - 1;
        assertThat(node.publish(gun, publisher.addTarget("v2").publication()))
                .isInstanceOf(Outcome.Done.class);

        String at = "/api/collections/" + gun + "/at/";
        var now = room.get(at + clock.instant() + "/targets.json");
        assertThat(now.getStatus()).isEqualTo(503);
        assertThat(now.getContentAsString())
                .contains("reaches to leaf " + reach)
                .contains(clock.instant().toString());
        assertThat(room.get(at + clock.instant()).getStatus()).isEqualTo(503);
        String difference = "/api/collections/" + gun + "/diff?from=" + then + "&to=";
        assertThat(room.get(difference + clock.instant()).getStatus()).isEqualTo(503);
        assertThat(json(room.get(at + then)).get("size").asLong()).isEqualTo(reach + 1);
        assertThat(room.get(at + then + "/targets.json").getHeader("Tabellion-Trail-Size"))
                .isEqualTo(Long.toString(reach + 1));

        Instant first = clock.instant();
        clock.pass(Duration.ofMinutes(10));
        assertThat(node.publish(gun, publisher.addTarget("v3").publication()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(room.get(at + clock.instant()).getContentAsString())
                .as("the first of what waits, not the last")
                .contains(first.toString());
        assertThat(room.get(at + first).getStatus()).isEqualTo(503);
        assertThat(room.get(at + first.minusSeconds(1)).getStatus()).isEqualTo(200);

        room.leaves.take(); // logged, and perhaps not in the trail
        room.catchUp();
        assertThat(bytes(at + clock.instant() + "/targets.json"))
                .isEqualTo(publisher.publishedAs(RoleName.TARGETS).getLast());
        assertThat(bytes(at + clock.instant().plusSeconds(1) + "/targets.json"))
                .as("now, by a clock that is a little ahead")
                .isEqualTo(publisher.publishedAs(RoleName.TARGETS).getLast());
        var ahead = room.get(at + clock.instant().plusSeconds(60));
        assertThat(ahead.getStatus()).isEqualTo(422);
        assertThat(ahead.getContentAsString()).contains("still to come");
    }

    /** Whatever stands there: the page and the exports read as what they are, and name the part. */
    @Test
    void no_edit_of_a_payload_is_shown_as_logged_nor_breaks_an_answer() throws Exception {
        JsonNode honest = entries("target=v1&kind=metadata-published&collection=" + gun).get(0);
        assertThat(honest.has("unreadable")).isFalse();
        long leaf = honest.get("index").asLong();
        String genuine = honest.get("event").toString();
        int rows = entries("limit=500&collection=" + gun).size();
        executeAsOwner("alter table tabellion.event alter payload drop not null");
        for (String payload :
                List.of(
                        text(genuine.replace("targets", "snapshot")),
                        text(" \n " + genuine),
                        text("   "),
                        text(""),
                        text("{\"role\":{},\"version\":[1],\"digest\":{\"a\":1}}"),
                        text("{}\n{\"index\":0}"),
                        "decode('ff', 'hex')",
                        "null")) {
            edit(leaf, "payload = " + payload);
            JsonNode entry = json(room.get("/api/audit/" + leaf));
            assertThat(entry.get("event").isNull()).as(payload).isTrue();
            assertThat(entry.get("unreadable").get(0).asString()).isEqualTo("event");
            assertThat(entries("limit=500&collection=" + gun)).hasSize(rows);
            var lines = room.get("/api/audit?format=jsonl&collection=" + gun).getContentAsString();
            assertThat(lines.lines().map(line -> json(line).get("index").asLong()).distinct())
                    .hasSize(rows);
            var table = room.get("/api/audit?format=csv&collection=" + gun);
            assertThat(table.getStatus()).isEqualTo(200);
            assertThat(table.getContentAsString().lines()).hasSize(rows + 1);
        }
        edit(leaf, "payload = " + text(genuine));
        JsonNode mended = json(room.get("/api/audit/" + leaf));
        assertThat(mended.get("event").toString()).isEqualTo(genuine);
        assertThat(mended.has("unreadable")).isFalse();
    }

    @Test
    void an_edit_of_a_payload_with_its_leaf_breaks_no_answer() throws Exception {
        long leaf =
                entries("target=v1&kind=metadata-published&collection=" + gun)
                        .get(0)
                        .get("index")
                        .asLong();
        forge(leaf, "{\"role\":{\"a\":1},\"version\":[2],\"digest\":null}");
        JsonNode entry = json(room.get("/api/audit/" + leaf));
        assertThat(entry.get("event").get("role").isObject()).isTrue();
        allAnswersStillRead();
        forge(leaf, "{\"role\":\"\\ud800\",\"version\":\"\\ud800\"}"); // half a character
        allAnswersStillRead();
    }

    private static void forge(long leaf, String payload) throws SQLException {
        edit(
                leaf,
                "payload = %1$s, leaf = convert_to(regexp_replace(convert_from(leaf, 'UTF8'),"
                                .formatted(text(payload))
                        + " '\"h\":\"[0-9a-f]*\"', '\"h\":\"' || encode(sha256(%s), 'hex') || '\"'),"
                                .formatted(text(payload))
                        + " 'UTF8')");
    }

    private void allAnswersStillRead() throws Exception {
        assertThat(entries("collection=" + gun)).isNotEmpty();
        for (String format : List.of("csv", "jsonl")) {
            var export = room.get("/api/audit?format=" + format + "&collection=" + gun);
            assertThat(export.getStatus()).isEqualTo(200);
        }
    }

    @Test
    void a_column_that_contradicts_its_leaf_is_named() throws Exception {
        long leaf = entries("collection=" + gun).get(0).get("index").asLong();
        edit(leaf, "name = 'canary-sung', occurred_at = 'infinity'");
        JsonNode entry = json(room.get("/api/audit/" + leaf));
        assertThat(entry.get("unreadable").toString()).contains("name").contains("occurred_at");
    }

    private static String text(String payload) {
        return "convert_to('" + payload + "', 'UTF8')";
    }

    @Test
    void an_edited_row_shows_what_of_it_still_reads() throws Exception {
        long leaf =
                entries("target=v1&kind=metadata-published&collection=" + gun)
                        .get(0)
                        .get("index")
                        .asLong();
        edit(leaf, "metadata = 'nothing'");
        JsonNode entry = json(room.get("/api/audit/" + leaf));
        assertThat(entry.get("unreadable").get(0).asString()).isEqualTo("metadata");
        assertThat(entry.get("event").get("role").asString()).isEqualTo("targets");

        edit(leaf, "payload = '\"x\", \"forged\": 1'");
        JsonNode page = entries("target=v1&kind=metadata-published&collection=" + gun);
        assertThat(page.get(0).get("event").isNull()).isTrue();
        assertThat(page.get(0).get("unreadable")).hasSize(2);
        assertThat(page.get(0).has("forged")).isFalse();
        for (String format : List.of("csv", "jsonl")) {
            var export = room.get("/api/audit?format=" + format + "&collection=" + gun);
            assertThat(export.getStatus()).isEqualTo(200);
            assertThat(export.getContentAsString()).contains("metadata");
        }
    }

    @Test
    void a_person_whose_row_is_not_the_one_that_was_committed_to_is_not_named() throws Exception {
        String actor =
                entries("target=v1&collection=" + gun)
                        .get(0)
                        .get("actor")
                        .get("commitment")
                        .asString();
        execute(
                "update tabellion.event_private set data = convert_to(replace("
                        + "convert_from(data, 'UTF8'), 'alice', 'mallory'), 'UTF8')"
                        + " where actor = '\\x"
                        + actor
                        + "'");
        JsonNode entry = entries("target=v1&collection=" + gun).get(0);
        assertThat(entry.get("actor").propertyNames()).containsExactly("commitment");
        assertThat(entry.get("unreadable").get(0).asString()).isEqualTo("actor");
    }

    @Test
    void a_person_whose_row_was_edited_first_is_not_found_by_a_name_that_was_not_committed_to()
            throws Exception {
        assertThat(node.publish(gun, publisher.addTarget("v2").publication()))
                .isInstanceOf(Outcome.Done.class);
        for (String data : List.of("'alice', 'mallory'", "'subject', 'object'")) {
            execute(
                    "update tabellion.event_private set data = convert_to(replace("
                            + "convert_from(data, 'UTF8'), "
                            + data
                            + "), 'UTF8')"
                            + " where actor not in (select actor from tabellion.audit_person)");
        }
        room.catchUp();
        assertThat(entries("target=v2&collection=" + gun)).isNotEmpty();
        assertThat(entries("actor=mallory&collection=" + gun)).isEmpty();
    }

    private static void edit(long leaf, String change) throws SQLException {
        execute(
                "update tabellion.event set "
                        + change
                        + " where global_index = (select global_index from tabellion.log_leaf"
                        + " where leaf_index = "
                        + leaf
                        + ")");
    }

    private static void executeAsOwner(String sql) throws SQLException {
        try (var connection = room.owner.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void execute(String sql) throws SQLException {
        var superuser = Backing.superuser();
        var there = new DatabaseOwner(room.owner.url(), superuser.user(), superuser.password());
        try (var connection = there.connect();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        }
    }

    @Test
    void what_changed_between_two_times_is_said_in_words() throws Exception {
        Instant from = clock.instant();
        clock.pass(Duration.ofMinutes(10));
        publish(
                publisher
                        .addTarget("v2")
                        .delegate("targets/releases", PocketKey.ecdsa())
                        .publication());
        var answer =
                room.get(
                        "/api/collections/%s/diff?from=%s&to=%s"
                                .formatted(gun, from, clock.instant()));
        assertThat(answer.getContentAsString())
                .contains("targets went from version 2 to 3")
                .contains("targets added target v2 (")
                .contains("targets delegates to targets/releases for")
                .contains("may now sign for targets/releases");
        assertThat(room.get("/api/collections/" + gun + "/diff?from=1").getStatus()).isEqualTo(400);
    }

    @Test
    void a_role_that_nobody_may_sign_for_any_more_is_withdrawn_from_then_on() {
        String releases = "targets/releases";
        publish(
                publisher
                        .delegate(releases, PocketKey.ecdsa())
                        .addTargetTo(new RoleName(releases), "r1", Bytes.utf8("one"))
                        .publication());
        clock.pass(Duration.ofMinutes(10));
        Instant then = clock.instant();
        String at = "/api/collections/" + gun + "/at/";
        assertThat(room.get(at + then + "/targets/releases.json").getStatus()).isEqualTo(200);
        clock.pass(Duration.ofMinutes(10));
        publish(publisher.undelegate(releases).publication());
        assertThat(room.get(at + then + "/targets/releases.json").getStatus()).isEqualTo(200);
        assertThat(room.get(at + clock.instant() + "/targets/releases.json").getStatus())
                .isEqualTo(404);
    }

    @Test
    void a_deleted_collection_served_what_it_served() {
        clock.pass(Duration.ofMinutes(10));
        Instant then = clock.instant();
        clock.pass(Duration.ofMinutes(10));
        node.execute(new TrustCommand.DeleteCollection(gun), WriteNode.ALICE);
        room.catchUp();
        String at = "/api/collections/" + gun + "/at/";
        assertThat(json(room.get(at + then)).get("documents")).hasSize(4);
        assertThat(json(room.get(at + clock.instant())).get("documents")).isEmpty();
    }

    @Test
    void a_document_that_somebody_changed_is_not_shown_as_evidence() throws Exception {
        String digest = publisher.publishedAs(RoleName.TARGETS).getLast().sha256().hex();
        try (var connection = room.owner.connect();
                var statement = connection.createStatement()) {
            statement.execute("alter table tabellion.document disable trigger document_stays");
            statement.execute(
                    "update tabellion.document set bytes = 'other' where sha256 = '\\x"
                            + digest
                            + "'");
            statement.execute("alter table tabellion.document enable trigger document_stays");
        }
        var answer =
                room.get("/api/collections/" + gun + "/at/" + clock.instant() + "/targets.json");
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getContentAsString()).contains("gone or changed").contains(digest);
    }

    @Test
    void nothing_is_changed_here_and_unknown_paths_end_here() {
        assertThat(AtDoor.ask(room.door, "POST", "/api/audit", "", null).getStatus())
                .isEqualTo(405);
        assertThat(room.get("/api/nothing").getStatus()).isEqualTo(404);
        assertThat(room.get("/api/nothing").getContentType()).isEqualTo("application/problem+json");
        assertThat(room.get("/api/audit/999999").getStatus()).isEqualTo(404);
    }

    private PublicKey managed(RoleName role) {
        var outcome =
                node.execute(
                        new TrustCommand.EnsureManagedKey(gun, role, KeyAlgorithm.ECDSA),
                        WriteNode.ALICE);
        return ((Outcome.KeyReady) outcome).key().key();
    }

    private void publish(List<dev.tabellion.collection.Upload> uploads) {
        assertThat(node.publish(gun, uploads)).isInstanceOf(Outcome.Done.class);
        room.catchUp();
    }

    private static JsonNode entries(String query) {
        return json(room.get("/api/audit?" + query)).get("entries");
    }

    private static Bytes bytes(String path) {
        return Bytes.of(room.get(path).getContentAsByteArray());
    }

    private static JsonNode json(org.springframework.mock.web.MockHttpServletResponse answer) {
        assertThat(answer.getStatus()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.getContentAsByteArray());
    }

    private static JsonNode json(String line) {
        return JsonMapper.shared().readTree(line);
    }
}
