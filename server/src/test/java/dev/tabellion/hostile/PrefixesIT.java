package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.process.Folder;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.server.Backing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is for some names only: for all others it has nothing, and takes nothing. */
class PrefixesIT {
    private static final String OUTSIDE = "corp.example/other/app";

    private static final PocketClock CLOCK = PocketClock.running();
    private static Folder data;
    private static HostedTabellion server;

    /** A collection outside is there, from the days before there were prefixes. */
    @BeforeAll
    static void serve() {
        data = Folder.make();
        var owner = Backing.freshDatabase();
        try (var before = HostedTabellion.start(owner, data, CLOCK)) {
            Author.of(before.wire(), OUTSIDE, CLOCK).begins();
        }
        server =
                HostedTabellion.start(
                        owner,
                        data,
                        CLOCK,
                        "tabellion.publishing.gun-prefixes=docker.io/,corp.example/team/");
    }

    @AfterAll
    static void stop() {
        server.close();
        data.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.io/library/app", "corp.example/team/app"})
    void inside_the_prefixes_everything_is_as_ever(String gun) {
        Author.of(server.wire(), gun, CLOCK).begins().get("targets.json").is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET root.json",
                "HEAD root.json",
                "GET 1.root.json",
                "GET timestamp.json",
                "GET timestamp.key",
                "POST timestamp.key",
                "DELETE ",
                "GET ../changefeed?records=1",
            })
    void outside_there_is_nothing(String request) {
        var parts = request.split(" ", -1);
        var path = ("/v2/" + OUTSIDE + "/_trust/tuf/" + parts[1]).replace("/tuf/../", "/");

        var answer = server.wire().relay(parts[0], path, "", new byte[0]).is(404);

        if (!parts[0].equals("HEAD")) {
            assertThat(answer.errorCode()).isEqualTo("METADATA_NOT_FOUND");
        }
    }

    @Test
    void an_upload_outside_is_told_where_inside_is() {
        var answer =
                Refusal.of(
                        server.wire()
                                .post(
                                        "/v2/" + OUTSIDE + "/_trust/tuf/",
                                        "multipart/form-data; boundary=x",
                                        "--x--\r\n"),
                        "INVALID_GUN");
        assertThat(answer.text()).contains("docker.io/").contains("corp.example/team/");
    }

    @Test
    void a_prefix_is_text_and_does_not_stop_at_the_name_it_resembles() {
        server.wire().tuf("docker.iox/app", "timestamp.key").is(404);
        server.wire().tuf("docker.io", "timestamp.key").is(404);
    }

    /** As with Notary, the feed of all collections is not filtered: who may read it sees all. */
    @Test
    void the_feed_of_all_collections_and_the_operators_pages_are_no_collections() {
        assertThat(server.wire().get("/v2/_trust/changefeed?records=10").is(200).text())
                .contains(OUTSIDE);
        server.wire().get("/v2/").is(200);
        server.wire().get("/_notary_server/health").is(200);
        server.wire().get("/metrics").is(200);
    }
}
