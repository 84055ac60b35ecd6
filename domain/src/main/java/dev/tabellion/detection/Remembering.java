package dev.tabellion.detection;

import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What of a document that is shown grows with history, and is put where that is kept. */
record Remembering(Archive archive, Appearance shown, History before) {

    void put() {
        View view = shown.entry().view();
        int life = before.dossier().life();
        archive.putVersion(view, life, shown.role(), shown.metadata().version(), shown.payload());
        Targets last = before.last(shown.role(), Targets.class);
        if (shown.metadata() instanceof Targets now && last != null) {
            Set<Held> gone = gone(life, shown.role(), last.targets(), now.targets());
            if (!gone.isEmpty()) {
                archive.putHeld(view, gone);
            }
        }
    }

    private static Set<Held> gone(
            int life, RoleName role, Map<String, Target> before, Map<String, Target> now) {
        Set<Held> gone = new HashSet<>();
        before.forEach(
                (path, target) -> {
                    if (!Held.isSame(target, now.get(path))) {
                        gone.add(Held.of(life, role, path, target));
                    }
                });
        return gone;
    }
}
