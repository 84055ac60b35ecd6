package dev.tabellion.server.detection;

import dev.tabellion.collection.EventJson;
import dev.tabellion.detection.Told;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.detection.Teller;
import dev.tabellion.projection.log.LeafSource;
import java.time.Instant;
import java.util.List;

/**
 * Before which leaf followers of this process stand, where its row is not what was logged. Says
 * nothing of what only a newer program reads, which is of a type that is unknown here: what is of a
 * known one and does not read was never logged so, though its leaf were forged to fit.
 */
record UnreadEvent(LeafSource leaves, AuditEntries entries) implements Teller {
    @Override
    public List<Told> told(Instant now, long size) {
        Long leaf = leaves.unread();
        return leaf == null || isOfANewerProgram(leaf)
                ? List.of()
                : List.of(new Told.Unread(leaf, size));
    }

    private boolean isOfANewerProgram(long leaf) {
        return entries.read(List.of(leaf), false).stream()
                .anyMatch(
                        entry -> entry.unreadable().isEmpty() && !EventJson.isKnown(entry.type()));
    }
}
