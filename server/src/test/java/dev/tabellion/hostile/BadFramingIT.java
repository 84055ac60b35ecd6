package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.pocket.PocketClock;
import dev.tabellion.tuf.RoleName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not where, what or as long as their headers say: refused, never applied. */
@Hosted
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadFramingIT {
    private static final String GUN = "hostile.example.com/bad-framing";
    private static final String FOLDER = "/v2/" + GUN + "/_trust/tuf/";
    private static final String POST =
            "POST " + FOLDER + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=x\r\n";

    private final HostedTabellion server;
    private final Author author;

    BadFramingIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.author = Author.of(server.wire(), GUN, clock).begins();
    }

    @AfterEach
    void nothing_is_applied_and_the_server_is_well() {
        assertThat(author.servedVersion(RoleName.TIMESTAMP)).isEqualTo(1);
        server.wire().get("/_notary_server/health").is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz\r\nnot a chunk\r\n", "ffffffffffffffffff\r\nab\r\n0\r\n\r\n"})
    void chunks_that_are_none_are_refused(String chunks) {
        var answer =
                RawConnection.ask(
                        server.endpoint(),
                        POST + MULTIPART + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("UNKNOWN");
    }

    /** Nobody is left to be answered: what counts is that nothing came of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\n\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
                "Content-Le",
            })
    void who_hangs_up_in_the_middle_harms_nobody(String rest) {
        try (var connection = RawConnection.to(server.endpoint())) {
            connection.send(POST + MULTIPART + rest);
        }
    }

    /** It takes the half minute that a slow line is granted between two pieces. */
    @Test
    void a_body_that_stops_coming_is_given_up_with_an_answer() {
        try (var connection = RawConnection.to(server.endpoint())) {
            var answer = connection.send(POST + MULTIPART + "Content-Length: 3\r\n\r\n{}").answer();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(408);
            assertThat(answer.errorCode()).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void a_body_of_unknown_encoding_or_length_is_refused() {
        for (var header :
                new String[] {
                    "Transfer-Encoding: gzip\r\n",
                    "Transfer-Encoding: chunked, chunked\r\n",
                    "Content-Length: -1\r\n",
                    "Content-Length: 99999999999999999999\r\n",
                    "Content-Length: 1\r\nContent-Length: 2\r\n",
                }) {
            var answer = RawConnection.ask(server.endpoint(), POST + MULTIPART + header + "\r\nx");
            assertThat(answer.status()).as(header + answer).isIn(400, 501);
            assertThat(answer.errorCode()).isNotEmpty();
        }
    }

    /** Half a gigabyte of zeros in half a megabyte: never unpacked. */
    @Test
    void a_packed_body_is_refused_unopened() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 512; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        for (var encoding : new String[] {"gzip", "deflate", "br", "x-nonsense"}) {
            try (var connection = RawConnection.to(server.endpoint())) {
                var head =
                        "Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
                                .formatted(encoding, packed.size());
                var answer =
                        connection
                                .send(POST + MULTIPART + head)
                                .send(packed.toByteArray())
                                .answer();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.errorCode()).isEqualTo("MALFORMED_UPLOAD");
                assertThat(answer.body()).contains(encoding);
            }
        }
    }

    @Test
    void who_asks_first_may_go_on_and_is_then_judged() {
        try (var connection = RawConnection.to(server.endpoint())) {
            var answer =
                    connection
                            .send(POST + MULTIPART)
                            .send("Expect: 100-continue\r\nContent-Length: 1\r\n\r\n")
                            .send("x")
                            .answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("MALFORMED_UPLOAD");
        }
        var odd =
                RawConnection.ask(
                        server.endpoint(), POST + "Expect: miracles\r\nContent-Length: 0\r\n\r\n");
        assertThat(odd.status()).isBetween(400, 417);
    }

    /** Else a proxy and we could disagree where one request ends and the next begins. */
    @Test
    void length_and_chunks_together_do_not_smuggle_a_second_request() {
        var delete = "DELETE " + FOLDER + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var smuggled =
                POST
                        + MULTIPART
                        + "Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n%s"
                                .formatted(5 + delete.length(), delete);
        var answer = RawConnection.ask(server.endpoint(), smuggled);
        assertThat(answer.status()).isEqualTo(400);
        author.get("root.json").is(200);
    }
}
