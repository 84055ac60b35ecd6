package dev.tabellion.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The commitments whose clear text is gone: each must have been redacted, and told so. */
final class Absences {
    private final Consumer<Finding> findings;
    private final Map<Sha256, ExaminedEntry> unexplained = new LinkedHashMap<>();

    Absences(Consumer<Finding> findings) {
        this.findings = findings;
    }

    void append(ExaminedEntry entry) {
        LeafOutline leaf = entry.leaf();
        if (entry.actorIsGone() && leaf != null) {
            unexplained.putIfAbsent(leaf.actor(), entry);
        }
        if (entry.event() instanceof ActorRedacted redaction) {
            redaction.actors().forEach(unexplained::remove);
        }
    }

    /** A row goes in the transaction of the event that tells so: never before it. */
    void finish(Set<Sha256> forgotten) {
        forgotten.forEach(unexplained::remove);
        unexplained.forEach(
                (actor, entry) ->
                        findings.accept(
                                new Finding(
                                        Fault.ACTOR_MISSING,
                                        entry.spot().with("actor", actor.hex()),
                                        "its row, or an event that says it was forgotten",
                                        null)));
    }
}
