package dev.tabellion.detection.rule;

import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Told;
import java.util.List;
import java.util.Set;

/** What is said of a log in trouble; the checkpoint at which it began makes it one finding. */
final class TroubledLog {
    private TroubledLog() {}

    static Clue clue(Told told) {
        return Clue.from(new Exhibit.Checkpoint(told.size())).fact("size", told.size());
    }

    /**
     * @param stops how a log stopped, as far as it is the rule's to say
     * @param contradictions what a witness contradicted it by, alike
     */
    static List<Clue> judge(Told told, Set<String> stops, Set<String> contradictions) {
        return switch (told) {
            case Told.Stopped it when stops.contains(it.how()) -> clues(it);
            case Told.Contradicted it when contradictions.contains(it.how()) -> clues(it);
            default -> List.of(); // another rule's
        };
    }

    private static List<Clue> clues(Told.Stopped stopped) {
        Clue clue = clue(stopped).fact("how", stopped.how());
        for (var fact : stopped.facts().entrySet()) {
            clue = clue.fact(fact.getKey(), fact.getValue());
        }
        return List.of(clue);
    }

    private static List<Clue> clues(Told.Contradicted contradicted) {
        return List.of(clue(contradicted).fact("how", contradicted.how()));
    }
}
