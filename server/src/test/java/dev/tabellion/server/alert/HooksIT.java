package dev.tabellion.server.alert;

import static dev.tabellion.server.alert.AlertRoom.hook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.server.alert.Receiver.Told;
import dev.tabellion.server.read.Until;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Webhooks whose receivers are slow, broken or gone: all is told, in order, and nobody waits. */
class HooksIT {
    private final AlertRoom room = new AlertRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_receiver_can_tell_that_it_was_us() throws Exception {
        try (var receiver = new Receiver(_ -> 204);
                var _ = node(receiver)) {
            room.find("example.com/app");
            Until.holds("it was told", () -> receiver.taken().size() == 1);
            Told told = receiver.taken().getFirst();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            Base64.getDecoder().decode(AlertRoom.SECRET.substring(6)),
                            "HmacSHA256"));
            String signed = told.id() + "." + told.timestamp() + "." + told.body().utf8();
            assertThat(told.signature())
                    .isEqualTo(
                            "v1,"
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    mac.doFinal(
                                                            signed.getBytes(
                                                                    StandardCharsets.UTF_8))));
            assertThat(told.id()).startsWith("msg_");
            assertThat(told.body().utf8()).contains("VERSION_ROLLBACK").contains("\"playbook\"");
        }
    }

    @Test
    void what_is_not_grave_or_was_announced_wakes_nobody() {
        try (var receiver = new Receiver(_ -> 200);
                var _ = node(receiver)) {
            room.find("example.com/quiet", "med", null);
            room.find("example.com/announced", "crit", 7L);
            room.find("example.com/loud", "high", null);
            Until.holds("it was told", () -> !receiver.taken().isEmpty());
            assertThat(receiver.told())
                    .extracting(Told::subject)
                    .containsExactly("example.com/loud");
        }
    }

    @Test
    void what_was_long_ago_wakes_nobody_now() {
        try (var receiver = new Receiver(_ -> 200)) {
            room.findLate("example.com/long-ago", "3 days");
            room.execute(
                    "insert into tabellion.alert_outlet (name, position)"
                            + " values ('webhook/receiver', 0)");
            room.find("example.com/now");
            Until.holds("both are known", () -> room.bell.newest() == room.findings.newest());
            try (var _ = node(receiver)) {
                Until.holds("it was told", () -> !receiver.taken().isEmpty());
                assertThat(receiver.told())
                        .extracting(Told::subject)
                        .containsExactly("example.com/now");
            }
        }
    }

    @Test
    void of_a_flood_so_much_is_kept_for_a_webhook_and_the_rest_is_told_later() {
        try (var receiver = new Receiver(_ -> 500);
                var node = node(receiver)) {
            room.findMany(1_100);
            Until.holds("some wait", () -> waiting() >= 1_000);
            awaitTurns(2);
            assertThat(node.standings().getFirst().waiting()).isBetween(990L, 1_000L);
            assertThat(node.standings().getFirst().beyond()).isGreaterThan(90);
            receiver.behave(_ -> 200);
            Until.holds(
                    "the rest waits for it now", () -> node.standings().getFirst().beyond() == 0);
            inOrder(receiver);
        }
    }

    @Test
    void for_one_that_is_paused_nothing_is_gathered() {
        try (var receiver = new Receiver(_ -> 410);
                var node = node(receiver)) {
            room.find("a");
            Until.holds("it is paused", () -> node.standings().getFirst().paused() != null);
            room.findMany(300);
            Until.holds("they are known", () -> room.bell.newest() == 301);
            awaitTurns(2);
            assertThat(node.standings().getFirst().beyond()).isEqualTo(300);
            assertThat(waiting()).isEqualTo(1);
            receiver.behave(_ -> 200);
            assertThat(node.resume("receiver")).isTrue();
            Until.holds("it was told", () -> receiver.taken().size() == 301);
        }
    }

    @Test
    void what_fails_is_sent_again_in_the_same_bytes_and_holds_back_only_its_own_subject() {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        try (var receiver =
                        new Receiver(
                                told ->
                                        told.subject().equals("a") && failed.size() < 3
                                                ? failOn(failed, told)
                                                : 200);
                var _ = node(receiver)) {
            for (int round = 0; round < 3; round++) {
                room.find("a");
                room.find("b");
            }
            Until.holds("all were taken", () -> receiver.taken().size() == 6);
            inOrder(receiver);
            sameBytes(receiver);
            assertThat(receiver.told().size()).isGreaterThan(6);
        }
    }

    private static int failOn(Set<String> failed, Told told) {
        failed.add(told.timestamp() + told.id() + failed.size());
        return 500;
    }

    @Test
    void one_that_hangs_delays_no_other() {
        try (var hanging = new Receiver(_ -> Receiver.NOTHING);
                var well = new Receiver(_ -> 200);
                var node = room.node(hook("hanging", hanging.url()), hook("well", well.url()))) {
            awaitOpen(2);
            long begin = System.nanoTime();
            for (int each = 0; each < 20; each++) {
                room.find("s" + each % 4);
            }
            Until.holds("the other was told", () -> well.taken().size() == 20);
            assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(7_000);
            inOrder(well);
            // what came while it hung is taken up after it
            var standing = node.standings().getFirst();
            assertThat(standing.waiting() + standing.beyond()).isEqualTo(20);
        }
    }

    @Test
    void one_that_is_gone_is_left_alone_until_somebody_says_so_and_then_told_everything() {
        try (var receiver = new Receiver(_ -> 410);
                var node = node(receiver)) {
            room.find("a");
            room.find("b");
            Until.holds("it is paused", () -> node.standings().getFirst().paused() != null);
            receiver.behave(_ -> 200);
            assertThat(receiver.taken()).isEmpty();
            assertThat(node.resume("receiver")).isTrue();
            Until.holds("it was told", () -> receiver.taken().size() == 2);
        }
    }

    @Test
    void what_is_given_up_is_seen_and_can_be_tried_again() {
        try (var receiver = new Receiver(told -> told.subject().equals("a") ? 500 : 200);
                var node = node(receiver)) {
            room.find("a");
            room.find("b");
            Until.holds("it was given up", () -> node.standings().getFirst().dead() == 1);
            assertThat(node.dead("receiver"))
                    .singleElement()
                    .satisfies(
                            dead -> {
                                assertThat(dead.attempts()).isEqualTo(4);
                                assertThat(dead.failure()).isEqualTo("status 500");
                            });
            assertThat(new HookCheck(node).complaint()).contains("receiver");
            receiver.behave(_ -> 200);
            node.resume("receiver");
            Until.holds("it was told", () -> receiver.taken().size() == 2);
            Until.holds("nothing is left", () -> node.standings().getFirst().dead() == 0);
        }
    }

    @Test
    void a_crash_between_delivery_and_its_note_tells_it_again_and_loses_nothing() {
        room.execute(
                """
                create function tabellion.crash() returns trigger language plpgsql as
                'begin raise exception ''the process died''; end'
                """);
        try (var receiver = new Receiver(_ -> 200);
                var _ = node(receiver)) {
            room.execute(
                    "create trigger crash before delete on tabellion.alert_delivery"
                            + " for each row execute function tabellion.crash()");
            room.find("a");
            room.find("a");
            Until.holds("it was told twice", () -> receiver.taken().size() > 1);
            room.execute("drop trigger crash on tabellion.alert_delivery");
            Until.holds("nothing waits", () -> waiting() == 0);
            inOrder(receiver);
            sameBytes(receiver);
            assertThat(receiver.taken().stream().map(Told::id).distinct()).hasSize(2);
        }
    }

    @Test
    void of_two_nodes_one_tells_and_the_other_takes_over() {
        try (var receiver = new Receiver(_ -> 200);
                var _ = node(receiver)) {
            var first = node(receiver);
            for (int each = 0; each < 10; each++) {
                room.find("s" + each % 3);
            }
            first.close();
            for (int each = 0; each < 10; each++) {
                room.find("s" + each % 3);
            }
            Until.holds("all were told", () -> receiver.taken().size() >= 20);
            inOrder(receiver);
            assertThat(receiver.taken().stream().map(Told::id).distinct()).hasSize(20);
        }
    }

    private dev.tabellion.projection.alert.Hooks node(Receiver receiver) {
        var node = room.node(hook("receiver", receiver.url()));
        awaitOpen(1);
        return node;
    }

    private void awaitOpen(int outlets) {
        Until.holds(
                "it is known from which finding on",
                () -> count("select count(*) from tabellion.alert_outlet") == outlets);
    }

    /** Each begins with the lease, which ends later each time. */
    private void awaitTurns(int turns) {
        for (int each = 0; each < turns; each++) {
            long leased = leased();
            Until.holds("there is another turn", () -> leased() > leased);
        }
    }

    private long leased() {
        return count("select (extract(epoch from until) * 1000)::bigint from alert_outlet");
    }

    private long waiting() {
        return count("select count(*) from tabellion.alert_delivery");
    }

    private long count(String query) {
        return room.sql.queryForObject(query, (row, _) -> row.getLong(1));
    }

    private static void inOrder(Receiver receiver) {
        Map<String, Long> last = new HashMap<>();
        for (Told told : receiver.taken()) {
            assertThat(told.number()).isGreaterThanOrEqualTo(last.getOrDefault(told.subject(), 0L));
            last.put(told.subject(), told.number());
        }
    }

    private static void sameBytes(Receiver receiver) {
        Map<String, Told> first = new HashMap<>();
        for (Told told : receiver.told()) {
            assertThat(told.body()).isEqualTo(first.getOrDefault(told.id(), told).body());
            first.putIfAbsent(told.id(), told);
        }
    }
}
