package dev.tabellion.detection;

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
            Set<Held> gone = gone(life, last.targets(), now.targets());
            if (!gone.isEmpty()) {
                archive.putHeld(view, gone);
            }
        }
    }

    private Set<Held> gone(int life, Map<String, Target> had, Map<String, Target> has) {
        Set<Held> gone = new HashSet<>();
        had.forEach(
                (path, target) -> {
                    if (!has.containsKey(path) || before.news().containsKey(path)) {
                        gone.add(Held.of(life, shown.role(), path, target));
                    }
                });
        return gone;
    }
}
