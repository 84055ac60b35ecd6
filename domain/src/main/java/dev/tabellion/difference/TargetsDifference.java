package dev.tabellion.difference;

import dev.tabellion.difference.Change.TargetAdded;
import dev.tabellion.difference.Change.TargetChanged;
import dev.tabellion.difference.Change.TargetRemoved;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which target files two documents of one role name differently. Looks at no delegation. */
public final class TargetsDifference {
    private TargetsDifference() {}

    /**
     * @param before null if there was no document
     */
    public static List<Change> between(RoleName role, @Nullable Targets before, Targets after) {
        Map<String, Target> old = before == null ? Map.of() : before.targets();
        List<Change> changes = new ArrayList<>();
        after.targets()
                .forEach((name, target) -> compare(role, name, old.get(name), target, changes));
        old.forEach(
                (name, target) -> {
                    if (!after.targets().containsKey(name)) {
                        changes.add(new TargetRemoved(role, name, target));
                    }
                });
        return changes;
    }

    private static void compare(
            RoleName role,
            String name,
            @Nullable Target before,
            Target after,
            List<Change> changes) {
        if (before == null) {
            changes.add(new TargetAdded(role, name, after));
        } else if (!before.equals(after)) {
            changes.add(new TargetChanged(role, name, before, after));
        }
    }
}
