package dev.tabellion.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.server.RunningServer;
import dev.tabellion.e2e.server.Servers;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.tuf.RoleName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies made to fill the memory of a server that has no more of it than usual. */
class HugeBodiesIT {
    private static final int CROWD = 16;
    private static final int MEGABYTE = 1 << 20;
    private static final String GUN = "hostile.example.com/huge";

    private static final String HEAD =
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"targets\"\r\n\r\n";
    private static final String TAIL = "\r\n--x--\r\n";

    private static RunningServer server;
    private static Wire wire;
    private static Author author;

    @BeforeAll
    static void publish() {
        server = Servers.start(Optional.empty());
        wire = new Wire(server.endpoint());
        author = Author.of(wire, GUN, PocketClock.running()).begins();
    }

    @AfterAll
    static void stop() {
        wire.close();
        server.close();
    }

    @AfterEach
    void nothing_is_applied_and_the_server_is_well() {
        assertThat(author.servedVersion(RoleName.TIMESTAMP)).isEqualTo(1);
        wire.get("/_notary_server/health").is(200);
        assertThat(server.lastWords()).doesNotContain("OutOfMemory");
    }

    /** Heard to the end: Go's clients read no answer before they have said everything. */
    @Test
    void sixteen_targets_of_65_megabytes_at_once_are_heard_out_and_refused() {
        assertThat(crowd(65, "\"a\":0,")).containsOnly("400 INVALID_UPDATE");
    }

    /** Each within the limit of one body, and many times as large once it is understood. */
    @Test
    void sixteen_dense_documents_at_once_wait_for_each_other_and_are_refused() {
        assertThat(crowd(12, "\"ab\",")).containsOnly("400 INVALID_UPDATE");
        assertThat(crowd(15, "{\"\":0},")).containsOnly("400 INVALID_UPDATE");
    }

    private static List<String> crowd(int megabytes, String filling) {
        Callable<String> one = () -> answerTo(megabytes, filling);
        return AtOnce.all(Collections.nCopies(CROWD, one));
    }

    private static String answerTo(int megabytes, String filling) {
        byte[] piece = filling.repeat(MEGABYTE / filling.length()).getBytes(US_ASCII);
        String start = HEAD + "{\"signed\":{\"_type\":\"Targets\",\"a\":[";
        String end = "0]},\"signatures\":[]}" + TAIL;
        long length = start.length() + (long) megabytes * piece.length + end.length();
        try (var connection = RawConnection.to(server.endpoint())) {
            connection.send(
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n"
                            .formatted(author.folder(), length));
            connection.send(start);
            for (int i = 0; i < megabytes; i++) {
                connection.send(piece);
            }
            connection.send(end);
            assertThat(connection.isCutOff()).isFalse();
            var answer = connection.answer();
            assertThat(answer.body()).hasSizeLessThan(1_024);
            return answer.status() + " " + answer.errorCode();
        }
    }
}
