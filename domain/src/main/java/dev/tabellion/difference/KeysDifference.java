package dev.tabellion.difference;

import dev.tabellion.difference.Change.KeyAdded;
import dev.tabellion.difference.Change.KeyRemoved;
import dev.tabellion.difference.Change.ThresholdChanged;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may sign for a role, as one document says and as another does. */
final class KeysDifference {
    private KeysDifference() {}

    /**
     * @param in whose documents they are
     * @param of for which role the keys are
     */
    static List<Change> between(
            RoleName in, RoleName of, @Nullable RoleKeys before, @Nullable RoleKeys after) {
        List<Change> changes = new ArrayList<>();
        Set<KeyId> old = before == null ? Set.of() : before.keys().keySet();
        Set<KeyId> now = after == null ? Set.of() : after.keys().keySet();
        now.stream()
                .filter(key -> !old.contains(key))
                .forEach(key -> changes.add(new KeyAdded(in, of, key)));
        old.stream()
                .filter(key -> !now.contains(key))
                .forEach(key -> changes.add(new KeyRemoved(in, of, key)));
        if (before != null && after != null && before.threshold() != after.threshold()) {
            changes.add(new ThresholdChanged(in, of, before.threshold(), after.threshold()));
        }
        return changes;
    }
}
