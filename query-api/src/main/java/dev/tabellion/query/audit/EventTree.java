package dev.tabellion.query.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.audit.AuditEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event of an entry as it may be written into somebody else's JSON: what was read of it, never
 * the bytes that stand in the database.
 */
final class EventTree {
    private EventTree() {}

    /** Null where nothing vouches for what stands there. */
    static @Nullable JsonNode of(AuditEntry entry) {
        Bytes event = entry.event();
        return event.length() == 0 ? null : JsonMapper.shared().readTree(event.toArray());
    }
}
