package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Answer;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Weaknesses of Notary's server in what it keeps and what it spends: attacked, and closed. */
@Hosted(settings = "tabellion.publishing.new-keys-per-minute=" + RecordWeaknessesIT.NEW_KEYS)
class RecordWeaknessesIT {
    static final int NEW_KEYS = 20;

    private final String gun = "hostile.example.com/" + UUID.randomUUID();
    private final HostedTabellion server;
    private final PocketClock clock;

    RecordWeaknessesIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** There, every name asked for cost a key for ever, and any number of changes was read. */
    @Test
    void weakness_6_12_nobody_gets_keys_or_pages_without_bound() {
        clock.pass(Duration.ofMinutes(2));
        var before = keys();
        var answers =
                AtOnce.all(
                        IntStream.range(0, 5 * NEW_KEYS)
                                .mapToObj(i -> gun + "/" + i)
                                .map(
                                        name ->
                                                (Callable<Answer>)
                                                        () ->
                                                                server.wire()
                                                                        .tuf(name, "timestamp.key"))
                                .toList());

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .hasSizeLessThan(2 * NEW_KEYS);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> Refusal.of(answer, "INVALID_UPDATE"));
        assertThat(keys() - before).isLessThan(2 * NEW_KEYS);
        clock.pass(Duration.ofMinutes(2));
        var feed = server.wire().get("/v2/_trust/changefeed?records=2147483647").is(200);
        assertThat(feed.json().path("count").asInt()).isLessThanOrEqualTo(1_000);
    }

    /** There, deleting {@code a/b} deleted {@code a/bc} too. */
    @Test
    void weakness_6_15_a_deletion_takes_the_collection_of_that_very_name() {
        var longer = author(gun + "c").begins();
        var below = author(gun + "/c").begins();
        author(gun).begins();

        server.wire().relay("DELETE", "/v2/" + gun + "/_trust/tuf/", "", new byte[0]).is(200);

        server.wire().tuf(gun, "root.json").is(404);
        longer.get("root.json").is(200);
        below.get("root.json").is(200);
    }

    /** There, a panic closed the connection, and version 0 was some version. */
    @Test
    void weakness_6_15_garbage_is_answered_and_version_zero_is_none() {
        var author = author(gun).begins();

        Refusal.of(
                server.wire().post(author.folder(), "multipart/form-data; boundary=x", "garbage"),
                "MALFORMED_UPLOAD");
        author.get("0.root.json").is(404);
        author.get("000.root.json").is(404);
        author.get("2147483648.root.json").is(404);
    }

    /** There, errors carried the database's own structure and addresses. */
    @Test
    void weakness_6_15_no_error_tells_of_what_is_behind_the_server() {
        var author = author(gun).begins().adds("v2");
        var attack = author.pocket().attack();
        for (var uploads :
                List.of(
                        attack.rollBack(RoleName.TARGETS),
                        attack.equivocate(RoleName.TARGETS),
                        attack.replaceRoot(),
                        attack.pointNowhere(RoleName.TARGETS))) {
            assertThat(author.send(uploads).is(400).text())
                    .doesNotContainIgnoringCase("sql")
                    .doesNotContainIgnoringCase("jdbc")
                    .doesNotContain("Exception")
                    .doesNotContain("127.0.0.1");
        }
    }

    private long keys() {
        Long count =
                server.sql().queryForObject("select count(*) from signer.managed_key", Long.class);
        return count == null ? 0 : count;
    }

    private Author author(String name) {
        clock.pass(Duration.ofMinutes(1));
        return Author.of(server.wire(), name, clock);
    }
}
