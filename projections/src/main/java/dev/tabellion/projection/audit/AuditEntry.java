package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the audit trail shows it.
 *
 * @param stream a collection's name, or the id of the ledger's own stream
 * @param type such as {@code metadata-published/1}
 * @param event the payload's own JSON, an object; empty if it is not what the leaf is of
 * @param publisher who asked; null if that was forgotten, or is not for who asks now
 * @param unreadable parts of its rows that do not read, or are not what was committed to: {@code
 *     event}, {@code actor}, {@code leaf}, or a column that contradicts the leaf
 * @param clients who is behind the commitments to clients in the event, as far as that is known and
 *     for who asks
 */
public record AuditEntry(
        long index,
        UUID id,
        Instant at,
        String kind,
        String stream,
        long sequence,
        String type,
        Bytes event,
        @Nullable Sha256 actor,
        @Nullable Publisher publisher,
        @Nullable String request,
        @Nullable String cause,
        List<String> unreadable,
        Map<Sha256, Publisher> clients) {

    public AuditEntry {
        unreadable = List.copyOf(unreadable);
        clients = Map.copyOf(clients);
    }

    /** The same for who may see people. */
    AuditEntry by(Publisher named) {
        return with(named, unreadable, clients);
    }

    AuditEntry withoutReadable(String part) {
        List<String> more = new ArrayList<>(unreadable);
        more.add(part);
        return with(publisher, more, clients);
    }

    AuditEntry of(Map<Sha256, Publisher> named) {
        return with(publisher, unreadable, named);
    }

    private AuditEntry with(
            @Nullable Publisher named, List<String> parts, Map<Sha256, Publisher> behind) {
        return new AuditEntry(
                index, id, at, kind, stream, sequence, type, event, actor, named, request, cause,
                parts, behind);
    }
}
