package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LoggedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A leaf as the audit trail takes it up.
 *
 * @param stream the id of the event's stream: a collection's name, or the ledger's
 * @param actor commitment to who asked, null where an event bears none
 */
record IndexedLeaf(
        long index, Instant at, String stream, @Nullable Sha256 actor, LoggedEvent event) {}
