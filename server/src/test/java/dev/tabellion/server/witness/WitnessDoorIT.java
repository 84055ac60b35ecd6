package dev.tabellion.server.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.StoredTiles;
import dev.tabellion.tlog.TestKey;
import dev.tabellion.tlog.TreeSize;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer of C2SP tlog-witness over HTTP, and what hostile senders get. */
class WitnessDoorIT {
    private static final StoredTiles LOG = StoredTiles.numbered(300);
    private static final StoredTiles FORK = StoredTiles.forked(100, 300);

    @TempDir Path folder;
    private LocalWitness witness;

    @BeforeEach
    void it_runs() {
        witness = LocalWitness.start(folder.resolve("w1"), "example.com/w1", TestKey.LOG.key());
    }

    @AfterEach
    void it_ends() {
        witness.close();
    }

    @Test
    void growth_is_answered_with_a_line_that_verifies() throws Exception {
        for (var asked : List.of(LOG.asked(0, 7), LOG.asked(7, 300))) {
            var answer = witness.add(asked);
            assertThat(answer.statusCode()).isEqualTo(200);
            var lines = NoteSignature.parseLines(Bytes.utf8(answer.body()));
            assertThat(asked.checkpoint().with(lines).judge(witness.key()).isVouched()).isTrue();
        }
        var digest = Bytes.utf8(TestKey.LOG.key().name().text()).sha256();
        var shown = witness.get(digest + "/checkpoint");
        assertThat(shown.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        var note = SignedCheckpoint.parse(Bytes.utf8(shown.body()));
        assertThat(note.head()).isEqualTo(LOG.signed(300).head());
        assertThat(note.judge(witness.key()).isVouched()).isTrue();
    }

    @Test
    void each_refusal_has_its_status() throws Exception {
        assertThat(witness.add(LOG.asked(0, 256)).statusCode()).isEqualTo(200);

        var elsewhere = witness.add(LOG.asked(7, 256));
        assertThat(elsewhere.statusCode()).isEqualTo(409);
        assertThat(elsewhere.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
        assertThat(AddCheckpoint.parseConflict(Bytes.utf8(elsewhere.body())))
                .isEqualTo(new TreeSize(256));

        assertThat(witness.add(FORK.asked(256, 300)).statusCode()).isEqualTo(422);
        assertThat(witness.add(FORK.asked(256, 256)).statusCode()).isEqualTo(422);
        var honest = LOG.asked(256, 300);
        assertThat(witness.add(text(honest).replace("old 256", "old 301")).statusCode())
                .isEqualTo(400);
        assertThat(witness.add(stripped(honest)).statusCode()).isEqualTo(403);
        assertThat(witness.add(text(honest).replace("example.com/tuf\n", "example.com/no\n")))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(404);
        assertThat(witness.add(honest).statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_no_request_is_a_400_and_other_paths_and_methods_are_none() throws Exception {
        String sound = text(LOG.asked(7, 256));
        for (String wrong :
                List.of(
                        "",
                        "old 0",
                        "old -1\n\n",
                        sound.replace("old 7", "old 07"),
                        sound.replaceFirst("\n", "\n\n"),
                        sound.replaceFirst("\n", "\nAAAA\n"),
                        sound + "x",
                        sound.replace('\n', '\r'))) {
            assertThat(witness.add(Bytes.utf8(wrong)).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(witness.get("add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(witness.get("checkpoint").statusCode()).isEqualTo(404);
        assertThat(witness.get("0".repeat(64) + "/checkpoint").statusCode()).isEqualTo(404);
        assertThat(witness.get("health").statusCode()).isEqualTo(200);
    }

    @Test
    void a_body_without_end_is_cut_off_with_or_without_its_length() throws Exception {
        byte[] huge = new byte[4 << 20];
        assertThat(witness.add(Bytes.of(huge)).statusCode()).isEqualTo(413);
        var streamed = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge));
        assertThat(
                        witness.send(
                                        HttpRequest.newBuilder(
                                                        witness.url().resolve("add-checkpoint"))
                                                .POST(streamed))
                                .statusCode())
                .isEqualTo(413);
        assertThat(witness.add(LOG.asked(0, 7)).statusCode()).isEqualTo(200);
    }

    @Test
    void senders_that_never_finish_keep_nobody_else_waiting() throws Exception {
        var slow = new Socket[100];
        for (int each = 0; each < slow.length; each++) {
            slow[each] = new Socket(InetAddress.getLoopbackAddress(), witness.port());
            slow[each]
                    .getOutputStream()
                    .write(
                            "POST /add-checkpoint HTTP/1.1\r\nHost: h\r\nContent-Length: 99\r\n\r\nold"
                                    .getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(witness.add(LOG.asked(0, 7)).statusCode()).isEqualTo(200);
        for (Socket each : slow) {
            each.close();
        }
    }

    @Test
    void a_second_one_on_the_same_folder_does_not_start() {
        assertThatThrownBy(
                        () ->
                                LocalWitness.start(
                                        folder.resolve("w1"), "example.com/w1", TestKey.LOG.key()))
                .hasStackTraceContaining("in use by another Tabellion");
    }

    private static String text(AddCheckpoint asked) {
        return asked.bytes().utf8();
    }

    /** The same, signed by somebody else. */
    private static Bytes stripped(AddCheckpoint asked) {
        var checkpoint = asked.checkpoint().checkpoint();
        var other = TestKey.WITNESS.sign(checkpoint.text());
        return new AddCheckpoint(asked.old(), asked.proof(), SignedCheckpoint.of(checkpoint, other))
                .bytes();
    }
}
