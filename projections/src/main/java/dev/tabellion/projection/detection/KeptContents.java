package dev.tabellion.projection.detection;

import dev.tabellion.detection.Held;
import dev.tabellion.detection.View;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of the views that were asked for last, all that their paths once had, {@value #MOST} in sum: each
 * publication asks, and most views have few. For one thread at a time.
 */
final class KeptContents {
    private static final int MOST = 65_536;
    private static final int MOST_VIEWS = 100_000;

    private final Map<View, Set<Held>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int count;

    /** All of it; null of a view that is not kept. */
    @Nullable Set<Held> of(View view) {
        return kept.get(view);
    }

    /** Takes up a view with all that there is of it. */
    void put(View view, Set<Held> all) {
        if (kept.putIfAbsent(view, new HashSet<>(all)) == null) {
            count += all.size();
        }
    }

    /** What was added to a view, kept or not. */
    void add(View view, Collection<Held> more) {
        Set<Held> all = kept.get(view);
        if (all != null) {
            int before = all.size();
            all.addAll(more);
            count += all.size() - before;
        }
    }

    /** To be asked between turns: what a turn has read stays until its end. */
    void forgetEldest() {
        Iterator<Set<Held>> eldest = kept.values().iterator();
        while (count > MOST || kept.size() > MOST_VIEWS) {
            count -= eldest.next().size();
            eldest.remove();
        }
    }

    void clear() {
        kept.clear();
        count = 0;
    }
}
