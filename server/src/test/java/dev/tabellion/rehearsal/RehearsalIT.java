package dev.tabellion.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.CommandLine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The gauntlet; {@code -Drehearse.only=NAME,NAME} plays some of it. */
class RehearsalIT {
    private static final String ONLY = System.getProperty("rehearse.only", "");

    @Test
    void every_attack_is_refused_or_noticed() {
        Set<String> only = ONLY.isEmpty() ? Set.of() : Set.of(ONLY.split(",", -1));
        try (Rehearsal rehearsal = new Rehearsal()) {
            List<Score> scores =
                    rehearsal.play(
                            attack -> only.isEmpty() || only.contains(attack.name()),
                            score -> System.out.println(score.line()));
            assertThat(scores)
                    .isNotEmpty()
                    .allSatisfy(s -> assertThat(s.passed()).as(s.line()).isTrue());
        }
    }

    @Test
    void what_is_installed_rehearses_too() {
        try (Folder folder = Folder.make()) {
            List<String> words = List.of("rehearse", "--only", "stolen-credentials,fast-forward");
            Map<String, String> installation =
                    Map.of(
                            "TABELLION_DATABASE_URL", "jdbc:postgresql://192.0.2.1/tabellion",
                            "SPRING_CONFIG_IMPORT", "configtree:/nowhere/");
            assertThat(CommandLine.run(folder.path(), installation, words).succeeds().out())
                    .contains("stolen-credentials", "THRESHOLD_NOT_MET_REFUSED")
                    .contains("fast-forward", "VERSION_JUMP_REFUSED");
            CommandLine.run(folder.path(), Map.of(), List.of("rehearse", "--only", "nothing"))
                    .failsSaying("There is no attack called nothing");
        }
    }
}
