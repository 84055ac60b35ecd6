package dev.tabellion.server.signer.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.command.signer.Patience;
import dev.tabellion.command.signer.RemoteRoleSigner;
import dev.tabellion.command.signer.SignerLine;
import dev.tabellion.command.signer.SignerReachable;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However the line fails, who asks the signer knows it in bounded time and memory. */
class BadLineIT {
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(500), Duration.ofSeconds(1), 8 << 20);
    private static final KeyPlace PLACE =
            new KeyPlace(new Gun("example.com/a"), 1, RoleName.TIMESTAMP);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final HttpClient client = SignerLine.client(null, SHORT);

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void silence_ends_with_our_patience_and_is_not_asked_for_twice() {
        unavailable(
                connection -> Thread.sleep(60_000), 1); // the other side: hangs, and says nothing
    }

    @Test
    void an_answer_that_trickles_ends_with_our_patience() {
        unavailable(
                connection -> {
                    BadLine.hear(connection);
                    say(connection, OK + "Content-Length: 60000\r\n\r\n");
                    trickle(connection);
                },
                1);
        unavailable(
                connection -> {
                    BadLine.hear(connection);
                    trickle(connection);
                },
                1);
    }

    @Test
    void a_connection_that_breaks_is_asked_again_once() {
        unavailable(connection -> {}, 2);
        unavailable(BadLine.saying(""), 2);
        unavailable(BadLine.saying(OK + "Content-Length: 100\r\n\r\n{\"prod"), 2);
        unavailable(BadLine.saying(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"pro"), 2);
    }

    @Test
    void garbage_is_no_answer() {
        unavailable(BadLine.saying("SSH-2.0-OpenSSH_9.9\r\n\r\n"), 2);
        unavailable(BadLine.saying(OK + "Content-Length: 9\r\n\r\n{\"a\":[1]}"), 1);
        unavailable(BadLine.saying(OK + "Content-Length: 0\r\n\r\n"), 1);
        unavailable(
                BadLine.saying("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"),
                1);
        unavailable(BadLine.saying("HTTP/1.1 502 Bad\r\nContent-Length: 6\r\n\r\n<html>"), 1);
        unavailable(BadLine.saying("HTTP/1.1 400 Bad\r\nContent-Length: 2\r\n\r\n{}"), 1);
    }

    @Test
    void an_answer_without_end_is_cut_off() {
        unavailable(
                connection -> {
                    BadLine.hear(connection);
                    say(connection, OK + "Connection: close\r\n\r\n");
                    byte[] piece = new byte[1 << 16];
                    for (int i = 0; i < 100_000; i++) {
                        connection.getOutputStream().write(piece);
                    }
                },
                2);
    }

    @Test
    void where_nobody_listens_it_is_known_at_once() {
        var gone = new BadLine(connection -> {});
        URI uri = gone.uri();
        gone.close();

        long took = failing(uri);

        assertThat(took).isLessThan(Duration.ofMillis(500).toMillis());
        assertThat(new SignerReachable(line(uri)).complaint())
                .isEqualTo("the signer cannot be reached");
    }

    @Test
    void a_key_whose_answer_got_lost_is_not_asked_for_again() {
        try (var line = new BadLine(BadLine.saying(""))) {
            var signer = new RemoteRoleSigner(line(line.uri()));
            assertThatThrownBy(() -> signer.create(PLACE, KeyAlgorithm.ECDSA))
                    .isInstanceOf(SignerUnavailable.class);
            assertThat(line.connections()).isEqualTo(1);
        }
    }

    /** Lost, and kept though it looked lost. */
    @Test
    void after_a_lost_answer_the_same_document_is_fetched() {
        try (var server = new DoorServer()) {
            var lost = new AtomicInteger();
            ManagedKey key = server.signer.create(PLACE, KeyAlgorithm.ED25519);
            BadLine.Deed loseFirst =
                    connection -> {
                        byte[] answer = BadLine.passOn(BadLine.hear(connection), server.uri());
                        if (lost.getAndIncrement() > 0) {
                            connection.getOutputStream().write(answer);
                        }
                    };
            try (var line = new BadLine(loseFirst)) {
                var answer = new RemoteRoleSigner(line(line.uri())).sign(request(key.id()));

                assertThat(answer).isInstanceOf(SigningAnswer.Produced.class);
                assertThat(lost).hasValue(2);
                assertThat(server.signer.unsettled(0, 10).stream().distinct()).hasSize(1);
            }
        }
    }

    private void unavailable(BadLine.Deed deed, int connections) {
        try (var line = new BadLine(deed)) {
            long took = failing(line.uri());
            assertThat(took).isLessThan(SHORT.whole().plusSeconds(2).toMillis());
            assertThat(line.connections()).isEqualTo(connections);
            assertThat(new SignerReachable(line(line.uri())).complaint())
                    .isIn(
                            "the signer cannot be reached",
                            "what answers is not the signer",
                            "the signer does not let this server in");
        }
    }

    private long failing(URI uri) {
        long before = System.nanoTime();
        var signer = new RemoteRoleSigner(line(uri));
        assertThatThrownBy(() -> signer.sign(request(new KeyId("a"))))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("POST /sign");
        return Duration.ofNanos(System.nanoTime() - before).toMillis();
    }

    private SignerLine line(URI uri) {
        return new SignerLine(uri, () -> client, SHORT);
    }

    private static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void trickle(Socket connection) throws IOException, InterruptedException {
        while (true) {
            say(connection, "H");
            Thread.sleep(20); // the other side: within each wait, beyond them all
        }
    }

    private static SigningRequest request(KeyId key) {
        return new SigningRequest(
                PLACE,
                Version.FIRST,
                List.of(key),
                Bytes.utf8("{}"),
                Reason.PUBLISHED,
                null,
                List.of(),
                null);
    }
}
