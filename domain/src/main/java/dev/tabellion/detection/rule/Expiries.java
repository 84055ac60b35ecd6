package dev.tabellion.detection.rule;

import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Shown;
import dev.tabellion.detection.Waiting;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Targets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which expiries of what our collections serve count since an entry, and which no longer. */
final class Expiries {
    private final Entry entry;
    private final History now;
    private final Set<RoleName> left;

    Expiries(Entry entry, History now) {
        this(entry, now, Set.of());
    }

    private Expiries(Entry entry, History now, Set<RoleName> left) {
        this.entry = entry;
        this.now = now;
        this.left = left;
    }

    Expiries without(RoleName role) {
        return new Expiries(entry, now, Set.of(role));
    }

    /**
     * @param due when to speak of a document, null if never
     */
    List<Waiting> waiting(Function<Shown, @Nullable Instant> due) {
        return switch (entry.event()) {
            case MetadataPublished e -> from(e.role(), due);
            case MetadataImported e -> from(e.role(), due);
            case CollectionDeleted _ -> none();
            default -> List.of(); // shows nothing
        };
    }

    private List<Waiting> none() {
        return now.dossier().deadlines().values().stream()
                .<Waiting>map(deadline -> new Waiting.NoLonger(deadline.what()))
                .distinct()
                .toList();
    }

    /** The role, and those below it: it says whether they count. */
    private List<Waiting> from(RoleName published, Function<Shown, @Nullable Instant> due) {
        List<Waiting> waiting = new ArrayList<>();
        for (var each : now.dossier().shown().tailMap(published).entrySet()) {
            RoleName role = each.getKey();
            if (!role.value().startsWith(published.value())) {
                break;
            }
            if ((role.equals(published) || role.value().startsWith(published + "/"))
                    && !left.contains(role)) {
                waiting.add(waiting(role, each.getValue(), due.apply(each.getValue())));
            }
        }
        return waiting;
    }

    private Waiting waiting(RoleName role, Shown shown, @Nullable Instant due) {
        return due == null || !counts(role)
                ? new Waiting.NoLonger(role.value())
                : new Waiting.Until(
                        role.value(),
                        due,
                        Clue.from(new Exhibit.File(shown.file()))
                                .fact("role", role)
                                .fact("version", shown.version())
                                .fact("expires", shown.expires()));
    }

    private boolean counts(RoleName role) {
        RoleName parent = role.parent();
        if (parent == null) {
            return true;
        }
        Targets above = now.last(parent, Targets.class);
        return above != null && above.keysOf(role) != null && counts(parent);
    }
}
