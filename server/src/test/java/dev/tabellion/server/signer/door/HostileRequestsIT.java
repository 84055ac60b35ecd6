package dev.tabellion.server.signer.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.door.Admitted;
import dev.tabellion.signer.door.Admitted.Right;
import dev.tabellion.signing.JournalLine;
import dev.tabellion.signing.MalformedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a peer sends: a refusal with its rule, an entry, no signature, never a 5xx. */
class HostileRequestsIT {
    private final DoorServer server = new DoorServer();

    @AfterEach
    void nothing_was_signed() {
        assertThat(server.signer.journalEntries()).isZero();
        server.close();
    }

    @Test
    void what_is_no_question_is_refused_with_its_digest() throws Exception {
        var random = new Random(5);
        for (String path : List.of("/sign", "/keys", "/keys/places", "/published")) {
            for (int length : new int[] {0, 1, 300, 100_000}) {
                byte[] body = new byte[length];
                random.nextBytes(body);

                HttpResponse<String> answer = post(path, body);

                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body())
                        .startsWith("{\"rule\":\"malformed-request\",\"facts\":{")
                        .contains("\"journalEntry\":" + server.journal.entries().size());
                assertThat(server.journal.last().facts())
                        .containsEntry("digest", Bytes.of(body).sha256().hex())
                        .containsEntry("length", Integer.toString(length));
            }
        }
        assertThat(server.journal.entries()).hasSize(16);
    }

    @Test
    void bombs_do_not_go_off() throws Exception {
        for (String bomb :
                List.of(
                        "[".repeat(1_000_000),
                        "{\"a\":".repeat(200_000),
                        "{\"keys\":[" + "0,".repeat(400_000) + "0]}",
                        "{\"version\":" + "9".repeat(1_000_000) + "}",
                        "{\"keys\":[\"" + "\\u0000".repeat(150_000) + "\"]}")) {
            assertThat(post("/sign", bomb.getBytes(StandardCharsets.UTF_8)).statusCode())
                    .isEqualTo(400);
        }
        assertThat(server.journal.entries()).hasSize(5);
    }

    @Test
    void there_is_nothing_else_to_ask() throws Exception {
        for (String path :
                List.of("/policy", "/import", "/sign/", "//sign", "/%73ign", "/sign;a", "/")) {
            assertThat(post(path, new byte[10]).statusCode()).as(path).isEqualTo(404);
            assertThat(server.journal.last().rule()).isEqualTo("unknown-question");
            assertThat(server.journal.last().facts()).containsEntry("path", path);
        }
        assertThat(get("/sign").statusCode()).isEqualTo(404);
        assertThat(get("/unsettled?limit=1&limit=2").statusCode()).isEqualTo(400);
        assertThat(get("/unsettled?limit=-1").statusCode()).isEqualTo(400);
        assertThat(get("/journal?all=1").statusCode()).isEqualTo(400);
        assertThat(get("/journal?after=99999999999999999999").statusCode()).isEqualTo(400);
        server.who.set(new Admitted(DoorServer.PEER, Set.of(Right.ASK)));
        assertThat(get("/journal").statusCode()).isEqualTo(403);
    }

    @Test
    void a_hundred_megabytes_are_refused_and_the_peer_reads_it() throws Exception {
        try (var socket = connected()) {
            socket.getOutputStream().write(head("/sign", "Content-Length: " + (100 << 20)));
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(piece);
            }
            assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("request-too-large");
        }
        assertThat(server.journal.last().facts()).containsEntry("length", "104857600");
    }

    @Test
    void a_body_without_length_or_packed_is_refused_unread() throws Exception {
        try (var socket = connected()) {
            socket.getOutputStream().write(head("/sign", "Transfer-Encoding: chunked"));
            assertThat(answer(socket)).startsWith("HTTP/1.1 411").contains("length-required");
        }
        try (var socket = connected()) {
            socket.getOutputStream()
                    .write(head("/sign", "Content-Encoding: gzip\r\nContent-Length: 5"));
            assertThat(answer(socket)).startsWith("HTTP/1.1 400").contains("malformed-request");
        }
        assertThat(server.journal.entries()).hasSize(2);
    }

    @Test
    void a_body_that_breaks_off_or_trickles_asked_nothing() throws Exception {
        try (var socket = connected()) {
            socket.getOutputStream().write(head("/sign", "Content-Length: 1000"));
            socket.getOutputStream().write('{');
            socket.shutdownOutput();
            assertThat(answer(socket)).startsWith("HTTP/1.1 400");
        }
        try (var socket = connected();
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            socket.getOutputStream().write(head("/sign", "Content-Length: 1000"));
            var trickle =
                    clock.scheduleAtFixedRate(() -> one(socket), 0, 50, TimeUnit.MILLISECONDS);
            assertThat(answer(socket)).startsWith("HTTP/1.1 400").contains("broken-off");
            trickle.cancel(true);
        }
        assertThat(server.journal.entries()).isEmpty();
    }

    @Test
    void large_bodies_that_never_come_leave_room_again_soon() throws Exception {
        var sockets = new java.util.ArrayList<Socket>();
        for (int i = 0; i < 8; i++) {
            var socket = connected();
            sockets.add(socket);
            socket.getOutputStream().write(head("/sign", "Content-Length: " + (1 << 20)));
        }
        for (Socket socket : sockets) {
            socket.shutdownOutput();
            assertThat(answer(socket)).containsAnyOf("HTTP/1.1 400", "no-room");
            socket.close();
        }
        assertThat(post("/sign", new byte[1 << 20]).statusCode()).isEqualTo(400);
    }

    @Test
    void the_journal_is_read_from_a_position_on_in_pages() throws Exception {
        for (int i = 0; i < 450; i++) {
            get("/nothing" + i);
        }
        List<JournalLine> all = lines(get("/journal"));
        assertThat(all).hasSize(450);
        assertThat(lines(get("/journal?after=440&limit=1000"))).isEqualTo(all.subList(440, 450));
        assertThat(lines(get("/journal?after=100&limit=301"))).isEqualTo(all.subList(100, 401));
        assertThat(lines(get("/journal?after=450"))).isEmpty();
        assertThat(lines(get("/journal?after=9999&limit=0&wait=0"))).isEmpty();
    }

    @Test
    void who_waits_for_the_journal_learns_at_once() throws Exception {
        long before = System.nanoTime();
        CompletableFuture<HttpResponse<String>> waiting =
                server.client()
                        .sendAsync(
                                request("/journal?after=0&wait=30").GET().build(),
                                BodyHandlers.ofString());
        assertThat(get("/nothing").statusCode()).isEqualTo(404);

        assertThat(lines(waiting.get(20, TimeUnit.SECONDS))).hasSize(1);
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(20));
        assertThat(lines(get("/journal?after=1&wait=1"))).isEmpty();
    }

    private static List<JournalLine> lines(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().map(line -> line(line + "\n")).toList();
    }

    private static JournalLine line(String text) {
        try {
            return JournalLine.of(Bytes.utf8(text));
        } catch (MalformedMessage e) {
            throw new AssertionError(text, e);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return server.client().send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return server.client()
                .send(
                        request(path).POST(BodyPublishers.ofByteArray(body)).build(),
                        BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(java.net.URI.create(server.uri() + path));
    }

    private Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] head(String path, String headers) {
        return ("POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void one(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException _) {
            // the other side has had enough, as it should
        }
    }

    /** What has come when the other side is done, or has sent its first answer. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var text = new StringBuilder();
        byte[] piece = new byte[8192];
        for (int n = in.read(piece); n > 0 && !text.toString().endsWith("}"); ) {
            text.append(new String(piece, 0, n, StandardCharsets.UTF_8));
            n = text.toString().endsWith("}") ? 0 : in.read(piece);
        }
        return text.toString();
    }
}
