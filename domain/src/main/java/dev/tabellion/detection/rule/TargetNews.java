package dev.tabellion.detection.rule;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.Clue;
import java.util.Collection;

/** How targets that a document says something new of are told. */
final class TargetNews {
    private static final int MOST_NAMED = 8;
    private static final int LONGEST_NAME = 128;

    private TargetNews() {}

    /** Publishers choose these names, and how many. */
    static Clue clue(Appearance shown, Collection<String> paths) {
        return shown.clue()
                .fact("count", paths.size())
                .fact(
                        "targets",
                        paths.stream()
                                .sorted()
                                .limit(MOST_NAMED)
                                .map(
                                        path ->
                                                path.substring(
                                                        0, Math.min(LONGEST_NAME, path.length())))
                                .toList());
    }
}
