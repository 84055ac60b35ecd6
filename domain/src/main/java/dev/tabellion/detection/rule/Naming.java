package dev.tabellion.detection.rule;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.SuccinctRoles;
import dev.tabellion.tuf.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign for a role by the word of a document that delegates to it.
 *
 * @param before by the one before it; null where that did not delegate to the role, or was not
 */
record Naming(RoleName role, @Nullable RoleKeys before, RoleKeys now) {
    private static final int MOST_NAMED = 16;

    /** What the document says anew; nothing if it delegates to nobody. */
    static List<Naming> changed(Appearance shown, History before) {
        if (!(shown.metadata() instanceof Delegator now)) {
            return List.of();
        }
        Map<RoleName, RoleKeys> had = said(before.last(shown.role(), Metadata.class));
        List<Naming> changed = new ArrayList<>();
        said(now)
                .forEach(
                        (role, keys) -> {
                            if (!keys.equals(had.get(role))) {
                                changed.add(new Naming(role, had.get(role), keys));
                            }
                        });
        return changed;
    }

    private static Map<RoleName, RoleKeys> said(@Nullable Object document) {
        return switch (document) {
            case Root root -> root.roles();
            case Targets targets -> delegated(targets);
            case null, default -> Map.of();
        };
    }

    /** Bins, of which there may be millions, under the name that theirs begin with. */
    private static Map<RoleName, RoleKeys> delegated(Targets targets) {
        Map<RoleName, RoleKeys> roles = new LinkedHashMap<>();
        targets.delegations().forEach(each -> roles.putIfAbsent(each.name(), each.keys()));
        SuccinctRoles bins = targets.bins();
        if (bins != null && RoleName.isValid(bins.namePrefix())) {
            roles.put(new RoleName(bins.namePrefix()), bins.keys());
        }
        return roles;
    }

    boolean changesKeys() {
        return before != null && !before.keys().equals(now.keys());
    }

    /** Whether none of those who could sign can any longer, and others can. */
    boolean replacesAll() {
        return before != null
                && !before.keys().isEmpty()
                && !now.keys().isEmpty()
                && now.keys().keySet().stream().noneMatch(before.keys()::containsKey);
    }

    /** The document and the one before it, and what it says of these roles. */
    static Clue clue(Appearance shown, History before, List<Naming> roles) {
        Clue clue = shown.clue().fact("roles", roles.size());
        if (shown.isOld(before)) {
            clue = clue.as(Severity.INFO);
        }
        Shown last = before.shown(shown.role());
        if (last != null) {
            clue = clue.exhibit(new Exhibit.File(last.file()));
        }
        for (Naming each : roles.subList(0, Math.min(MOST_NAMED, roles.size()))) {
            clue = clue.fact("of " + each.role(), told(each.before()) + " -> " + told(each.now()));
        }
        return clue;
    }

    private static String told(@Nullable RoleKeys keys) {
        return keys == null
                ? "nobody"
                : keys.threshold()
                        + " of "
                        + keys.ids().stream()
                                .limit(MOST_NAMED)
                                .map(KeyId::value)
                                .collect(Collectors.joining(" ", "[", "]"));
    }
}
