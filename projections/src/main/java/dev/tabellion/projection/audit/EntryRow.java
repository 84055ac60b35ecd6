package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.Publisher;
import dev.tabellion.inspection.EventRow;
import dev.tabellion.json.PlainJsonReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that somebody with more rights than this program may have edited: each part as far as
 * the row's own leaf vouches for it. Never takes one that does not read for a reason to show none,
 * nor one that was edited for what was logged.
 */
final class EntryRow {
    static final String EVENT = "event";
    static final String LEAF = "leaf";
    static final String ACTOR = "actor";

    /** Longer than any that is ever written here, and not fetched: memory is finite. */
    private static final int LONGEST = 16 << 20;

    /** Whatever stands there, and where nothing does something that no leaf says. */
    static final String SELECT =
            """
            select l.leaf_index, l.global_index,
                coalesce(e.event_id, '00000000-0000-0000-0000-000000000000') as event_id,
                coalesce(e.occurred_at, 'epoch') as occurred_at,
                coalesce(e.kind, '') as kind, coalesce(e.collection, '') as collection,
                e.sequence, concat(e.name, '/', e.revision) as type,
                case when octet_length(e.payload) <= %1$d then e.payload end as payload,
                case when octet_length(e.metadata) <= %1$d then e.metadata end as metadata,
                case when octet_length(e.leaf) <= %1$d then e.leaf end as leaf
            from tabellion.log_leaf l join tabellion.event e using (global_index)
            where l.leaf_index = any(?)
            """
                    .formatted(LONGEST);

    private EntryRow() {}

    static AuditEntry of(ResultSet row) throws SQLException {
        LeafOutline leaf = outline(row.getBytes("leaf"));
        EventRow columns = columns(row);
        List<String> unreadable = new ArrayList<>();
        Bytes event = event(leaf, row.getBytes("payload"));
        if (event == null) {
            unreadable.add(EVENT);
        }
        if (leaf == null) {
            unreadable.add(LEAF);
        } else {
            unreadable.addAll(columns.contradictions(leaf).keySet());
        }
        return new AuditEntry(
                row.getLong("leaf_index"),
                UUID.fromString(columns.eventId()),
                columns.occurredAt(),
                columns.kind(),
                columns.stream(),
                columns.sequence(),
                columns.type(),
                event == null ? Bytes.utf8("") : event,
                leaf == null ? null : leaf.actor(),
                null,
                leaf == null ? null : leaf.requestId(),
                leaf == null ? null : leaf.cause(),
                unreadable,
                Map.of());
    }

    private static EventRow columns(ResultSet row) throws SQLException {
        byte[] metadata = row.getBytes("metadata");
        return new EventRow(
                row.getLong("global_index"),
                row.getString("event_id"),
                row.getString("collection"),
                row.getLong("sequence"),
                row.getString("kind"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                metadata == null ? Bytes.utf8("") : Bytes.of(metadata));
    }

    private static @Nullable LeafOutline outline(byte @Nullable [] leaf) {
        try {
            return leaf == null ? null : LeafOutline.read(Bytes.of(leaf));
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** Null if it is not what the leaf is of, or no JSON object. */
    private static @Nullable Bytes event(@Nullable LeafOutline leaf, byte @Nullable [] payload) {
        if (leaf == null || payload == null) {
            return null;
        }
        Bytes event = Bytes.of(payload);
        return event.sha256().equals(leaf.payload()) && isObject(event) ? event : null;
    }

    private static boolean isObject(Bytes event) {
        try {
            PlainJsonReader.of(event);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Whom that row names; null if it is not what the leaves' commitment was made of. */
    static @Nullable Publisher publisher(
            Sha256 actor, byte @Nullable [] salt, byte @Nullable [] data) {
        if (salt == null || data == null) {
            return null;
        }
        try {
            var committed = new ActorCommitment(Bytes.of(salt), Bytes.of(data));
            return committed.digest().equals(actor) ? committed.publisher() : null;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return null;
        }
    }
}
