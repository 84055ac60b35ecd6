package dev.tabellion.detection.rule;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Held;
import dev.tabellion.detection.History;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which targets a document says something new of: only they are looked at again. */
final class TargetNews {
    private static final int MOST_NAMED = 8;
    private static final int LONGEST_NAME = 128;

    private TargetNews() {}

    static Map<String, Target> of(Appearance shown, History before) {
        if (!(shown.metadata() instanceof Targets now)) {
            return Map.of();
        }
        Targets last = before.last(shown.role(), Targets.class);
        Map<String, Target> had = last == null ? Map.of() : last.targets();
        Map<String, Target> news = new LinkedHashMap<>();
        now.targets()
                .forEach(
                        (path, target) -> {
                            if (!Held.isSame(target, had.get(path))) {
                                news.put(path, target);
                            }
                        });
        return news;
    }

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
