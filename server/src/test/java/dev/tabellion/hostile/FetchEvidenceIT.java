package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.server.read.Until;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who fetched what is in the record, and what that gives away is found. */
@Hosted(
        settings = {
            "tabellion.publishing.new-keys-per-minute=1000",
            "tabellion.trusted-proxies=127.0.0.1,::1",
            "tabellion.fetches.count=all",
            "tabellion.fetches.period=1s"
        })
class FetchEvidenceIT {
    private final String gun = "hostile.example.com/" + UUID.randomUUID();
    private final HostedTabellion server;
    private final PocketClock clock;
    private final Author author;

    FetchEvidenceIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.clock = clock;
        clock.pass(Duration.ofMinutes(2)); // all come from one address
        this.author = Author.of(server.wire(), gun, clock).begins();
    }

    @Test
    void every_client_and_file_is_counted_and_the_client_can_be_named() {
        Sha256 timestamp = author.served(RoleName.TIMESTAMP).sha256();
        author.served(RoleName.TIMESTAMP);
        fetch("192.0.2.7", "timestamp.json");
        fetch("192.0.2.7", "9.snapshot.json");

        Until.holds("all is counted", () -> fetches(counts(), "timestamp.json") == 3);
        Until.holds("absences, too", () -> fetches(counts(), "9.snapshot.json") == 1);
        assertThat(counts())
                .filteredOn(each -> each.file().equals("timestamp.json"))
                .allSatisfy(each -> assertThat(each.digest()).isEqualTo(timestamp));
        Sha256 client =
                counts().stream()
                        .filter(each -> each.file().equals("9.snapshot.json"))
                        .map(FetchCount::client)
                        .findFirst()
                        .orElseThrow();
        assertThat(clearText(client)).contains("\"192.0.2.7\"");
        Until.holds(
                "an auditor is told who it was",
                () ->
                        server.wire()
                                .get("/api/audit?kind=fetches-counted&digest=" + timestamp)
                                .is(200)
                                .text()
                                .contains(
                                        "{\"commitment\":\""
                                                + client
                                                + "\",\"subject\":\"anonymous\""));
    }

    @Test
    void a_stolen_keys_report_says_who_was_given_what_it_signed() {
        Bytes targets = author.served(RoleName.TARGETS);
        fetch("192.0.2.77", "targets.json");
        String key = targets.utf8().replaceAll("(?s).*\"keyid\":\"([0-9a-f]{64})\".*", "$1");
        String report = "/api/forensics/compromise?key=" + key;
        Until.holds(
                "the client is told",
                () ->
                        server.wire()
                                .get(report) // 404 until the key is known
                                .text()
                                .contains("\"address\":\"192.0.2.77\""));
        assertThat(server.wire().get(report).text())
                .contains("\"digest\":\"" + targets.sha256() + "\",\"client\":");
        assertThat(server.wire().get(report + "&format=markdown").text())
                .contains("anonymous at 192\\.0\\.2\\.77");
    }

    @Test
    void who_asks_for_what_comes_after_what_we_never_made_is_found() {
        fetch("192.0.2.7", "2.root.json"); // as every client does
        fetch("192.0.2.8", "9.root.json");
        Until.holds("it is found", () -> found("CLIENT_AHEAD") == 1);
    }

    @Test
    void clients_that_never_reach_the_newest_root_are_found() {
        for (int i = 0; i < 3; i++) {
            author.pocket().rotateTargets(PocketKey.ecdsa());
            author.adds("v" + i);
        }
        clock.pass(Duration.ofDays(4));
        // the period in which the clock was moved began days ago
        fetch("192.0.2.1", "timestamp.json");
        Until.holds("a period is over", () -> fetches(counts(), "timestamp.json") >= 1);
        for (int i = 1; i <= 3; i++) {
            fetch("192.0.2." + i, "2.root.json");
        }
        Until.holds("it is found", () -> found("CLIENTS_STUCK") == 1);
    }

    @Test
    void what_we_serve_though_it_was_replaced_is_found() {
        byte[] first = author.served(RoleName.TARGETS).sha256().bytes().toArray();
        author.adds("v2");
        byte[] second = current();
        try {
            swap(first);
            clock.pass(Duration.ofMinutes(20));
            Until.holds(
                    "it is found",
                    () -> {
                        author.get("targets.json");
                        return found("SERVED_NOT_HEAD") == 1;
                    });
        } finally {
            swap(second);
        }
    }

    /** As somebody who owns the database would. */
    private void swap(byte[] digest) {
        server.sql()
                .update(
                        "update tabellion.current_document set sha256 = ? where collection = ? and"
                                + " role = 'targets'",
                        digest,
                        gun);
    }

    private byte[] current() {
        return server.sql()
                .queryForList(
                        "select sha256 from tabellion.current_document where collection = ? and"
                                + " role = 'targets'",
                        byte[].class,
                        gun)
                .getFirst();
    }

    private void fetch(String client, String file) {
        server.wire().get(author.folder() + file, "X-Forwarded-For", client);
    }

    private List<FetchCount> counts() {
        return server
                .sql()
                .query(
                        "select name, revision, payload from tabellion.event where collection ="
                                + " '*watch/fetches' order by sequence",
                        (row, _) ->
                                (FetchesCounted)
                                        EventJson.read(
                                                row.getString(1),
                                                row.getString(2),
                                                Bytes.of(row.getBytes(3))))
                .stream()
                .filter(event -> event.collection().value().equals(gun))
                .flatMap(event -> event.counts().stream())
                .toList();
    }

    private String clearText(Sha256 client) {
        return Bytes.of(
                        server.sql()
                                .queryForList(
                                        "select data from tabellion.event_private where actor = ?",
                                        byte[].class,
                                        (Object) client.bytes().toArray())
                                .getFirst())
                .utf8();
    }

    private static long fetches(List<FetchCount> counts, String file) {
        return counts.stream()
                .filter(each -> each.file().equals(file))
                .mapToLong(FetchCount::fetches)
                .sum();
    }

    private int found(String rule) {
        return server.sql()
                .queryForList(
                        "select 1 from tabellion.finding where rule = ? and subject = ?", rule, gun)
                .size();
    }
}
