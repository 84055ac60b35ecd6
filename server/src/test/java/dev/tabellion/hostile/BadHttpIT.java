package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.pocket.PocketClock;
import dev.tabellion.tuf.RoleName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP as no client speaks it, byte by byte: never a 5xx, never a silent end. */
@Hosted
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadHttpIT {
    private static final String GUN = "hostile.example.com/bad-http";
    private static final String FOLDER = "/v2/" + GUN + "/_trust/tuf/";

    private final HostedTabellion server;
    private final Author author;

    BadHttpIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.author = Author.of(server.wire(), GUN, clock).begins();
    }

    @AfterEach
    void nothing_is_applied_and_the_server_is_well() {
        assertThat(author.servedVersion(RoleName.TIMESTAMP)).isEqualTo(1);
        server.wire().get("/_notary_server/health").is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/a%00b/_trust/tuf/root.json, 404",
        "/v2/%C0%AF/_trust/tuf/root.json, 400",
        "/v2/%C0%AE%C0%AE/_trust/tuf/root.json, 400",
        "/v2/%E0%80%AF/_trust/tuf/root.json, 400",
        "/v2/%ED%A0%80/_trust/tuf/root.json, 400",
        "/v2/%FF/_trust/tuf/root.json, 400",
        "/v2/%/_trust/tuf/root.json, 400",
        "/v2/%4/_trust/tuf/root.json, 400",
        "/v2/%u0041/_trust/tuf/root.json, 400",
        "/v2/a%252Fb/_trust/tuf/root.json, 404",
        "/v2/a;b=c/_trust/tuf/root.json, 404",
        "/v2/a%5Cb/_trust/tuf/root.json, 404",
        "/v2/a/_trust/tuf/%2e%2e%2froot.json, 301",
        "/v2/%2e%2e/%2e%2e/%2e%2e/etc/passwd, 301",
        "*, 400",
    })
    void a_path_is_decoded_once_and_strictly(String path, int status) {
        var answer =
                RawConnection.ask(
                        server.endpoint(),
                        "GET "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        if (status != 301) {
            assertThat(answer.errorCode()).isNotEmpty();
        }
    }

    @Test
    void headers_too_long_or_too_many_are_refused() {
        for (var headers :
                new String[] {
                    "X: " + "a".repeat(40_000) + "\r\n",
                    "X: a\r\n".repeat(500),
                    "Authorization: Bearer " + "a.".repeat(20_000) + "\r\n",
                }) {
            var answer =
                    RawConnection.ask(
                            server.endpoint(),
                            "GET /v2/ HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
            assertThat(answer.status()).isBetween(400, 431);
            assertThat(answer.errorCode()).isNotEmpty();
        }
        var path = "/v2/" + "a/".repeat(20_000) + "_trust/tuf/root.json";
        assertThat(
                        RawConnection.ask(
                                        server.endpoint(),
                                        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .status())
                .isBetween(400, 431);
    }

    @Test
    void old_and_odd_but_legal_http_is_understood() {
        assertThat(RawConnection.ask(server.endpoint(), "GET /v2/ HTTP/1.0\r\n\r\n").status())
                .isEqualTo(200);
        var absolute =
                "GET https://localhost" + FOLDER + "root.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(RawConnection.ask(server.endpoint(), absolute).status()).isEqualTo(200);
        try (var connection = RawConnection.to(server.endpoint())) {
            var get = "GET " + FOLDER + "timestamp.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
            connection.send(get + get.replace("timestamp", "nothing") + get);
            assertThat(connection.answer().status()).isEqualTo(200);
            assertThat(connection.answer().status()).isEqualTo(404);
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }
}
