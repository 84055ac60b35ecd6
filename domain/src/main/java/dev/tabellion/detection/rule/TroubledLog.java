package dev.tabellion.detection.rule;

import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Told;
import java.util.List;

/** What is said of a log in trouble; the checkpoint at which it began makes it one finding. */
final class TroubledLog {
    private TroubledLog() {}

    static Clue clue(Told told) {
        return Clue.from(new Exhibit.Checkpoint(told.size())).fact("size", told.size());
    }

    static List<Clue> clues(Told.Stopped stopped) {
        Clue clue = clue(stopped).fact("how", stopped.how());
        for (var fact : stopped.facts().entrySet()) {
            clue = clue.fact(fact.getKey(), fact.getValue());
        }
        return List.of(clue);
    }

    static List<Clue> clues(Told.Contradicted contradicted) {
        return List.of(clue(contradicted).fact("how", contradicted.how()));
    }
}
