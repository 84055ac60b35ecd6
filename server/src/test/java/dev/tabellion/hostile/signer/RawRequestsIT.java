package dev.tabellion.hostile.signer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What no HTTP client sends, over the server's own connection. */
@ExtendWith(SharedSigner.class)
class RawRequestsIT {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)");

    private final AttackedSigner signer;
    private final Siege siege;
    private final ServersSockets sockets;

    RawRequestsIT(AttackedSigner signer) {
        this.signer = signer;
        this.siege = Siege.ofNewCollection(signer);
        this.sockets = signer.serversSockets();
        signer.journal().news();
    }

    @AfterEach
    void nothing_was_signed_and_others_are_served_still() {
        assertThat(JournalReader.ofKind("signed/1", signer.journal().news())).isEmpty();
        siege.stillServesOthers();
    }

    @Test
    void a_body_without_a_length_or_packed_is_refused_unread() throws Exception {
        assertThat(answer("POST /sign HTTP/1.1", "Transfer-Encoding: chunked"))
                .startsWith("HTTP/1.1 411")
                .contains("length-required");
        assertThat(answer("POST /sign HTTP/1.1", "Content-Encoding: gzip\r\nContent-Length: 5"))
                .startsWith("HTTP/1.1 400")
                .contains("malformed-request");
        assertThat(signer.journal().news()).hasSize(2);
    }

    @Test
    void what_is_hardly_http_breaks_nothing() throws Exception {
        for (String line :
                List.of(
                        "TRACE /sign HTTP/1.1",
                        "CONNECT example.com:443 HTTP/1.1",
                        "POST /sign HTTP/0.9",
                        "POST /sign HTTP/7.0",
                        "POST /sign%2F HTTP/1.1",
                        "POST /sign%00 HTTP/1.1",
                        "POST http://elsewhere.example/policy HTTP/1.1",
                        "post /sign HTTP/1.1",
                        "GET /" + "a".repeat(20_000) + " HTTP/1.1",
                        "\u0016\u0003\u0001")) {
            refused(line, "Content-Length: 0");
        }
        for (String header :
                List.of(
                        "Content-Length: 5\r\nContent-Length: 6",
                        "Content-Length: -1",
                        "Content-Length: 99999999999999999999",
                        "Content-Length: 5\r\nTransfer-Encoding: chunked",
                        "Transfer-Encoding: nothing-known",
                        "Expect: something",
                        "X: " + "b".repeat(100_000))) {
            refused("POST /sign HTTP/1.1", header);
        }
    }

    /** Of slow ones there may be many: they wait for themselves. */
    @Test
    void bodies_that_trickle_hold_nobody_up() throws Exception {
        List<SSLSocket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 24; i++) {
                SSLSocket socket = sockets.connected();
                slow.add(socket);
                socket.getOutputStream()
                        .write(head("POST /sign HTTP/1.1", "Content-Length: 100000"));
                socket.getOutputStream().write('{');
            }
            for (int i = 0; i < 5; i++) {
                siege.stillServesOthers();
            }
        } finally {
            for (SSLSocket socket : slow) {
                socket.close();
            }
        }
    }

    private String answer(String line, String headers) throws IOException {
        try (SSLSocket socket = sockets.connected()) {
            socket.getOutputStream().write(head(line, headers));
            return read(socket.getInputStream());
        }
    }

    /** By us, or by HTTP itself, which calls some of them "not implemented" and "not supported". */
    private void refused(String line, String headers) throws IOException {
        String answer = answer(line, headers);
        assertThat(answer).as(line + " " + headers).startsWith("HTTP/1.1 ");
        assertThat(Integer.parseInt(answer.substring(9, 12)))
                .as(line + " " + headers)
                .matches(status -> status / 100 == 4 || status == 501 || status == 505);
    }

    private static byte[] head(String line, String headers) {
        return (line + "\r\nHost: localhost\r\n" + headers + "\r\n\r\n").getBytes(ISO_8859_1);
    }

    /** The head of the first answer, and as much of its body as it says there is. */
    private static String read(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("more of " + text).isNotNegative();
            text.append((char) next);
        }
        var length = LENGTH.matcher(text);
        return length.find()
                ? text + new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8)
                : text.toString();
    }
}
