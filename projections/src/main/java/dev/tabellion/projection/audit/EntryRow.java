package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.collection.PlainJsonReader;
import dev.tabellion.collection.Publisher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that somebody with more rights than this program may have edited: as far as they read.
 * Never takes one that does not for a reason to show none.
 */
final class EntryRow {
    static final String EVENT = "event";
    static final String METADATA = "metadata";
    static final String ACTOR = "actor";

    private EntryRow() {}

    static AuditEntry of(ResultSet row) throws SQLException {
        List<String> unreadable = new ArrayList<>();
        Bytes event = Bytes.of(row.getBytes("payload"));
        if (json(event) == null) {
            unreadable.add(EVENT);
            event = Bytes.utf8("");
        }
        Told told = Told.by(json(Bytes.of(row.getBytes("metadata"))));
        if (told == null) {
            unreadable.add(METADATA);
            told = Told.NOTHING;
        }
        return new AuditEntry(
                row.getLong("leaf_index"),
                row.getObject("event_id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("collection"),
                row.getLong("sequence"),
                row.getString("type"),
                event,
                told.actor(),
                null,
                told.request(),
                told.cause(),
                unreadable,
                Map.of());
    }

    /** Whom that row names; null if it is not what the leaves' commitment was made of. */
    static @Nullable Publisher publisher(Sha256 actor, Bytes salt, Bytes data) {
        try {
            var committed = new ActorCommitment(salt, data);
            return committed.digest().equals(actor) ? committed.publisher() : null;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return null;
        }
    }

    private static @Nullable PlainJsonReader json(Bytes bytes) {
        try {
            return PlainJsonReader.of(bytes);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** What the metadata says. */
    private record Told(@Nullable Sha256 actor, @Nullable String request, @Nullable String cause) {
        static final Told NOTHING = new Told(null, null, null);

        static @Nullable Told by(@Nullable PlainJsonReader metadata) {
            if (metadata == null) {
                return null;
            }
            try {
                String actor = metadata.textIfThere("actor");
                return new Told(
                        actor == null ? null : new Sha256(actor),
                        metadata.textIfThere("request"),
                        metadata.textIfThere("cause"));
            } catch (IllegalStateException | IllegalArgumentException e) {
                return null;
            }
        }
    }
}
