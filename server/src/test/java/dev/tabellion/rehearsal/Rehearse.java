package dev.tabellion.rehearsal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rehearsal as a program: {@code tabellion rehearse} starts it. First how to tell, {@code
 * table} or {@code json}, then which attacks; all, if none is named.
 */
public final class Rehearse {
    private static final int NOT_PASSED = 1;
    private static final int USAGE = 2;
    private static final int NOT_HELD = 3;

    private Rehearse() {}

    public static void main(String[] words) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        boolean json = words[0].equals("json");
        Set<String> only = new TreeSet<>(List.of(words).subList(1, words.length));
        System.exit(run(json, only, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    private static int run(boolean json, Set<String> only, PrintStream out) {
        Set<String> unknown = new TreeSet<>(only);
        Attacks.ALL.forEach(attack -> unknown.remove(attack.name()));
        if (!unknown.isEmpty()) {
            System.err.printf(
                    "There is no attack called %s. There are: %s.%n",
                    String.join(", ", unknown),
                    String.join(", ", Attacks.ALL.stream().map(Attack::name).toList()));
            return USAGE;
        }
        try (Rehearsal rehearsal = new Rehearsal()) {
            List<Score> scores =
                    rehearsal.play(
                            attack -> only.isEmpty() || only.contains(attack.name()),
                            score -> {
                                if (!json) {
                                    out.println(score.line());
                                }
                            });
            if (json) {
                out.println(
                        JsonMapper.shared()
                                .writeValueAsString(scores.stream().map(Score::told).toList()));
            }
            return scores.stream().allMatch(Score::passed) ? 0 : NOT_PASSED;
        } catch (AssertionError | RuntimeException e) {
            System.err.println("The rehearsal could not be held: " + e.getMessage());
            return NOT_HELD;
        }
    }
}
