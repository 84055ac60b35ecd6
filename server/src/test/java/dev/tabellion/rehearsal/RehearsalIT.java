package dev.tabellion.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The gauntlet. {@code ./tabellion rehearse} plays it and shows its table; {@code
 * -Drehearse.only=NAME,NAME} plays some.
 */
class RehearsalIT {
    private static final Path TABLE = Path.of("target/rehearsal.txt");
    private static final Path SCORES = Path.of("target/rehearsal.json");
    private static final String ONLY = System.getProperty("rehearse.only", "");

    @Test
    void every_attack_is_refused_or_noticed() throws IOException {
        Set<String> only = ONLY.isEmpty() ? Set.of() : Set.of(ONLY.split(",", -1));
        List<String> lines = new ArrayList<>();
        List<Score> scores;
        Files.deleteIfExists(TABLE);
        try (Rehearsal rehearsal = new Rehearsal()) {
            scores =
                    rehearsal.play(
                            attack -> only.isEmpty() || only.contains(attack.name()),
                            score -> lines.add(score.line()));
        } finally {
            Files.write(TABLE, lines);
        }
        Files.writeString(
                SCORES,
                JsonMapper.shared().writeValueAsString(scores.stream().map(Told::of).toList()));
        assertThat(scores)
                .isNotEmpty()
                .allSatisfy(s -> assertThat(s.passed()).as(s.line()).isTrue());
    }

    /** A score for programs. */
    private record Told(
            String attack,
            String cell,
            String story,
            boolean refused,
            String rule,
            long milliseconds,
            boolean passed) {
        static Told of(Score score) {
            return new Told(
                    score.attack().name(),
                    score.attack().cell(),
                    score.attack().story(),
                    score.refused(),
                    score.rule() == null ? "" : score.rule(),
                    score.after().toMillis(),
                    score.passed());
        }
    }
}
