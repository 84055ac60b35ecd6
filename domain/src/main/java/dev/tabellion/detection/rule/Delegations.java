package dev.tabellion.detection.rule;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.History;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Targets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of whom it delegates to, beside what the one before it said.
 *
 * @param before the first of each name, in their order
 */
record Delegations(Map<RoleName, Delegation> before, List<Delegation> now) {

    /** Null if the document delegates nothing anew, or there is none before it. */
    static @Nullable Delegations changed(Appearance shown, History before) {
        if (!(shown.metadata() instanceof Targets now)) {
            return null;
        }
        Targets last = before.last(shown.role(), Targets.class);
        return last == null || last.delegations().equals(now.delegations())
                ? null
                : new Delegations(byName(last), now.delegations());
    }

    private static Map<RoleName, Delegation> byName(Targets targets) {
        Map<RoleName, Delegation> byName = new LinkedHashMap<>();
        targets.delegations().forEach(each -> byName.putIfAbsent(each.name(), each));
        return byName;
    }

    @Nullable Delegation before(RoleName role) {
        return before.get(role);
    }

    /** The document and the one before it. */
    static Clue clue(Appearance shown, History before, Collection<RoleName> roles) {
        return Naming.clue(shown, before, List.of()).fact("roles", new TreeSet<>(roles));
    }
}
