package dev.tabellion.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The commitments whose clear text is gone: each must have been redacted, and told so; and what was
 * redacted must be gone.
 */
final class Absences {
    private static final int AT_ONCE = 1_000;

    private final RecordSource source;
    private final Consumer<Finding> findings;
    private final Map<Sha256, ExaminedEntry> unexplained = new LinkedHashMap<>();
    private final Map<Sha256, Spot> redacted = new LinkedHashMap<>();

    Absences(RecordSource source, Consumer<Finding> findings) {
        this.source = source;
        this.findings = findings;
    }

    void append(ExaminedEntry entry) {
        LeafOutline leaf = entry.leaf();
        if (entry.actorIsGone() && leaf != null) {
            unexplained.putIfAbsent(leaf.actor(), entry);
        }
        if (entry.event() instanceof ActorRedacted redaction) {
            redaction
                    .actors()
                    .forEach(
                            actor -> {
                                unexplained.remove(actor);
                                redacted.put(actor, entry.spot());
                            });
        }
    }

    /** A row goes in the transaction of the event that tells so: neither before it nor after. */
    void finish(Set<Sha256> forgotten) {
        forgotten.forEach(unexplained::remove);
        unexplained.forEach(
                (actor, entry) ->
                        report(
                                Fault.ACTOR_MISSING,
                                entry.spot(),
                                actor,
                                "its row, or an event that says it was forgotten"));
        if (source.tellsActors()) {
            judgeReturned(new ArrayList<>(redacted.keySet()));
        }
    }

    private void judgeReturned(List<Sha256> actors) {
        for (int from = 0; from < actors.size(); from += AT_ONCE) {
            List<Sha256> some = actors.subList(from, Math.min(from + AT_ONCE, actors.size()));
            for (Sha256 there : source.commitments(some).keySet()) {
                Spot spot = redacted.remove(there);
                if (spot != null) {
                    report(Fault.ACTOR_RETURNED, spot, there, "no row from here on");
                }
            }
        }
    }

    private void report(Fault fault, Spot spot, Sha256 actor, String expected) {
        findings.accept(new Finding(fault, spot.with("actor", actor.hex()), expected, null));
    }
}
