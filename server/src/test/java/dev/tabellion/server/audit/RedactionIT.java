package dev.tabellion.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.api.ApiRole;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.canary.Canary;
import dev.tabellion.command.redaction.RedactionDoor;
import dev.tabellion.command.redaction.RedactionTable;
import dev.tabellion.command.redaction.Redactions;
import dev.tabellion.command.store.Actors;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.server.AtDoor;
import dev.tabellion.server.audit.pace.MadeEvents;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** People are forgotten, canaries sing, and the record stays whole. */
class RedactionIT {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Publisher ALICE = new Publisher("alice", "token", "192.0.2.7");
    private static final Publisher BOB = new Publisher("bob", "token", "192.0.2.8");
    private static final Publisher NOBODY = new Publisher("anonymous", "none", "127.0.0.1");

    private static AuditRoom room;
    private static LedgerEvents ledger;

    private final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));

    @BeforeAll
    static void open() {
        room = new AuditRoom();
        ledger = room.ledger();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void two_people_make_the_record_forget_a_third_and_leaves_stay() {
        String carol = "carol-" + NAMES.incrementAndGet();
        act(carol, "198.51.100.1");
        act(carol, "198.51.100.2");
        room.catchUp();
        assertThat(found("actor=" + carol)).isEqualTo(2);
        List<byte[]> before = leaves();

        String id = ask(carol, ALICE);
        assertThat(confirm(id, ALICE).getStatus()).isEqualTo(403);
        assertThat(confirm(id, NOBODY).getStatus()).isEqualTo(403);
        assertThat(found("actor=" + carol)).isEqualTo(2);
        var done = confirm(id, BOB);
        assertThat(text(done)).isEqualTo("{\"forgotten\":2}");
        room.catchUp();

        assertThat(found("actor=" + carol)).isZero();
        assertThat(found("address=198.51.100.1")).isZero();
        assertThat(leaves().subList(0, before.size())).usingRecursiveComparison().isEqualTo(before);
        assertThat(
                        room.sql.queryForObject(
                                "select count(*) from event_private where"
                                        + " convert_from(data, 'UTF8') like ?",
                                Long.class,
                                "%" + carol + "%"))
                .isZero();
        var told =
                JsonMapper.shared()
                        .readTree(text(room.get("/api/audit?kind=actor-redacted&limit=1")));
        var entry = told.get("entries").get(0);
        assertThat(entry.get("event").get("actors")).hasSize(2);
        assertThat(entry.get("event").get("reason").asString()).isEqualTo("asked to");
        assertThat(entry.get("actor").get("subject").asString()).isEqualTo("bob");
        String commitment = entry.get("event").get("actors").get(0).asString();
        assertThat(text(room.get("/api/audit?commitment=" + commitment)))
                .contains("\"forgotten\":true")
                .contains("actor-redacted/1");
        assertThat(confirm(id, BOB).getStatus()).isEqualTo(404);
    }

    @Test
    void whoever_is_forgotten_is_so_in_finished_chunks_and_in_the_one_that_is_filled() {
        String frank = "frank-" + NAMES.incrementAndGet();
        act(frank, "198.51.100.4");
        room.leaves.take();
        new MadeEvents(room.owner).make(0, 9_000);
        room.catchUp();
        act(frank, "198.51.100.5");
        act(ALICE.subject(), "198.51.100.4");
        room.catchUp();
        assertThat(found("actor=" + frank)).isEqualTo(2);
        assertThat(found("address=198.51.100.4")).isEqualTo(2);

        assertThat(text(confirm(ask(frank, ALICE), BOB))).isEqualTo("{\"forgotten\":2}");
        room.catchUp();

        assertThat(found("actor=" + frank)).isZero();
        assertThat(found("address=198.51.100.5")).isZero();
        assertThat(found("address=198.51.100.4")).isOne();
        assertThat(found("collection=example.com/" + frank + "/198.51.100.5")).isOne();
    }

    @Test
    void where_nobody_has_a_name_one_may_do_both() {
        String dave = "dave-" + NAMES.incrementAndGet();
        act(dave, "198.51.100.3");
        String id = ask(dave, NOBODY);
        assertThat(text(confirm(id, NOBODY))).isEqualTo("{\"forgotten\":1}");
    }

    @Test
    void what_is_asked_waits_for_a_week_and_can_be_withdrawn() {
        String id = ask("erin", ALICE);
        assertThat(text(send("GET", "/api/redactions", "", ALICE))).contains(id).contains("erin");
        assertThat(send("DELETE", "/api/redactions/" + id, "", ALICE).getStatus()).isEqualTo(204);
        assertThat(confirm(id, BOB).getStatus()).isEqualTo(404);
        String old = ask("erin", ALICE);
        clock.pass(Duration.ofDays(8));
        assertThat(confirm(old, BOB).getStatus()).isEqualTo(404);
    }

    @Test
    void nonsense_is_refused() {
        for (String body :
                List.of(
                        "",
                        "[]",
                        "{}",
                        "{\"subject\":\"a\"}",
                        "{\"subject\":\"a\",\"address\":\"b\",\"reason\":\"c\"}",
                        "{\"subject\":\"\",\"reason\":\"c\"}",
                        "{\"subject\":\"a\",\"reason\":\"" + "c".repeat(501) + "\"}",
                        "{\"subject\":\"" + "a".repeat(9_000) + "\",\"reason\":\"c\"}")) {
            assertThat(send("POST", "/api/redactions", body, ALICE).getStatus())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(send("PUT", "/api/redactions", "", ALICE).getStatus()).isEqualTo(405);
    }

    @Test
    void a_canary_sings_once_a_turn_whichever_node_is_first() throws Exception {
        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            var canary =
                    new Canary(
                            room.ledger(),
                            room.pool,
                            clock,
                            AuditRoom.RANDOMNESS,
                            Duration.ofDays(1));
            nodes.add(
                    () -> {
                        canary.sing();
                        return true;
                    });
        }
        long before = songs();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int turn = 0; turn < 3; turn++) {
                for (var each : threads.invokeAll(nodes)) {
                    assertThat(each.get()).isTrue();
                }
                clock.pass(Duration.ofDays(1));
            }
        }
        assertThat(songs() - before).isEqualTo(3);
    }

    private static long songs() {
        Long songs =
                room.sql.queryForObject(
                        "select count(*) from event where name = 'canary-sung'", Long.class);
        return songs == null ? 0 : songs;
    }

    private void act(String subject, String address) {
        new WriteNode(room.pool, new PocketSigner(), clock)
                .execute(
                        new TrustCommand.EnsureManagedKey(
                                new Gun("example.com/" + subject + "/" + address),
                                RoleName.TIMESTAMP,
                                KeyAlgorithm.ECDSA),
                        new Publisher(subject, "token", address));
    }

    private static int found(String query) {
        return JsonMapper.shared()
                .readTree(text(room.get("/api/audit?" + query)))
                .get("entries")
                .size();
    }

    private static List<byte[]> leaves() {
        return room.sql.queryForList("select leaf from event order by global_index", byte[].class);
    }

    private String ask(String subject, Publisher by) {
        var answer =
                send(
                        "POST",
                        "/api/redactions",
                        "{\"subject\":\"" + subject + "\",\"reason\":\"asked to\"}",
                        by);
        assertThat(answer.getStatus()).isEqualTo(202);
        return JsonMapper.shared().readTree(text(answer)).get("id").asString();
    }

    private MockHttpServletResponse confirm(String id, Publisher by) {
        return send("POST", "/api/redactions/" + id + "/confirm", "", by);
    }

    private MockHttpServletResponse send(String method, String path, String body, Publisher by) {
        var door =
                new RedactionDoor(
                        new Redactions(
                                new RedactionTable(room.pool),
                                new Actors(room.pool),
                                ledger,
                                clock,
                                AuditRoom.RANDOMNESS));
        return AtDoor.ask(door, method, path, body, by, ApiRole.OPERATOR);
    }

    private static String text(MockHttpServletResponse answer) {
        return new String(answer.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
