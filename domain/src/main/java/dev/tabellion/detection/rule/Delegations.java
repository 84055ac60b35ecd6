package dev.tabellion.detection.rule;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.History;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Targets;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a document says of whom it delegates to, beside what the one before it said. */
record Delegations(List<Delegation> before, List<Delegation> now) {

    /** Null if the document delegates nothing anew, or there is none before it. */
    static @Nullable Delegations changed(Appearance shown, History before) {
        if (!(shown.metadata() instanceof Targets now)) {
            return null;
        }
        Targets last = before.last(shown.role(), Targets.class);
        return last == null || last.delegations().equals(now.delegations())
                ? null
                : new Delegations(last.delegations(), now.delegations());
    }

    @Nullable Delegation before(RoleName role) {
        return before.stream().filter(each -> each.name().equals(role)).findFirst().orElse(null);
    }

    /** The document and the one before it. */
    static Clue clue(Appearance shown, History before, Collection<RoleName> roles) {
        return Naming.clue(shown, before, List.of()).fact("roles", new TreeSet<>(roles));
    }
}
