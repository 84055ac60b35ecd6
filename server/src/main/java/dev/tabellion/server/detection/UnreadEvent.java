package dev.tabellion.server.detection;

import dev.tabellion.detection.Told;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditEntry;
import dev.tabellion.projection.detection.Teller;
import dev.tabellion.projection.log.LeafSource;
import java.time.Instant;
import java.util.List;

/**
 * Before which leaf followers of this process stand, where its row is not what was logged. Says
 * nothing of what only a newer program reads.
 */
record UnreadEvent(LeafSource leaves, AuditEntries entries) implements Teller {
    @Override
    public List<Told> told(Instant now, long size) {
        Long leaf = leaves.unread();
        return leaf == null || isAsLogged(leaf) ? List.of() : List.of(new Told.Unread(leaf, size));
    }

    private boolean isAsLogged(long leaf) {
        List<AuditEntry> there = entries.read(List.of(leaf), false);
        return !there.isEmpty() && there.getFirst().unreadable().isEmpty();
    }
}
