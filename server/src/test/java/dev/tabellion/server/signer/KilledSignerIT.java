package dev.tabellion.server.signer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.process.OwnJava;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.server.Backing;
import dev.tabellion.signer.book.JournalEntry;
import dev.tabellion.signer.book.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signer that is killed again and again forgets nothing that it answered. */
class KilledSignerIT {
    private static final int KILLS = 5;

    @TempDir private Path place;

    @Test
    void every_signature_that_left_is_in_the_journal() throws Exception {
        var owner = Backing.freshDatabase();
        Map<Long, String> left = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            var child =
                    new ProcessBuilder(
                                    OwnJava.command(
                                            SigningChild.class,
                                            owner.url(),
                                            owner.user(),
                                            owner.password(),
                                            place.toString(),
                                            "kill" + kill))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            remember(left, child, 20 + 17 * kill);
        }

        try (var room = new BookRoom(place, owner)) {
            assertThat(room.book.complaint()).isNull();
            assertThat(room.book.verify()).isInstanceOf(Verification.Intact.class);
            assertThat(left).hasSizeGreaterThan(KILLS * 20);
            for (JournalEntry entry : room.book.after(0, Integer.MAX_VALUE)) {
                var told = PlainJsonReader.of(entry.json()).object("told");
                var answered = left.remove(entry.seq());
                assertThat(answered == null || answered.equals(told.text("gun"))).isTrue();
            }
            assertThat(left).isEmpty();
        }
    }

    /** Kills after some answers; those on their way out of the process left it, too. */
    private static void remember(Map<Long, String> left, Process child, int answers)
            throws IOException {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 2 && words[0].matches("[0-9]+")) {
                    left.put(Long.parseLong(words[0]), words[1]);
                    if (++seen == answers) {
                        child.toHandle().destroyForcibly(); // leaves the pipe open
                    }
                }
            }
        }
    }
}
