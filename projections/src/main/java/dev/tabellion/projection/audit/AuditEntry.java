package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the audit trail shows it.
 *
 * @param stream a collection's name, or the id of the ledger's own stream
 * @param type such as {@code metadata-published/1}
 * @param event the payload's own JSON
 * @param publisher who asked; null if that was forgotten, or is not for who asks now
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
        @Nullable String cause) {}
