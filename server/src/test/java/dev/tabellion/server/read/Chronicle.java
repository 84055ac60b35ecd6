package dev.tabellion.server.read;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Gun;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.projection.current.CurrentProjection;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes events and documents as the write side does, in one transaction with the projection. */
public final class Chronicle {
    private static final Instant LATER = Instant.parse("2036-11-22T08:00:00.123456Z");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final CurrentProjection projection;
    private final Map<Gun, Long> sequences = new HashMap<>();
    private Instant now = Instant.parse("2026-11-22T08:46:14.781996Z");

    public Chronicle(DataSource app) {
        this.jdbc = new JdbcTemplate(app);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(app));
        this.projection = new CurrentProjection(app);
    }

    public void open(Gun gun, int life) {
        record(gun, new CollectionOpened(Dialect.NOTARY_V1, life));
    }

    public void delete(Gun gun, int life) {
        record(gun, new CollectionDeleted(life));
    }

    /** Publishes documents of one version for these roles; the timestamp is always among them. */
    public void publish(Gun gun, int version, RoleName... roles) {
        List<CollectionEvent> events = new ArrayList<>();
        for (RoleName role : roles) {
            events.add(published(gun, role, version));
        }
        events.add(published(gun, RoleName.TIMESTAMP, version));
        record(gun, events.toArray(CollectionEvent[]::new));
    }

    public static Bytes file(Gun gun, RoleName role, int version) {
        return Bytes.utf8(
                "{\"signed\":{\"of\":\"%s\",\"role\":\"%s\",\"version\":%d},\"padding\":\"%s\"}"
                        .formatted(gun, role, version, "-".repeat(2_000)));
    }

    public static CollectionEvent published(Gun gun, RoleName role, int version) {
        Bytes file = file(gun, role, version);
        return new MetadataPublished(
                role,
                new Version(version),
                file.sha256(),
                file.length(),
                LATER,
                List.of(new KeyId("ab".repeat(32))),
                null,
                Author.PUBLISHER,
                Reason.PUBLISHED);
    }

    public void record(Gun gun, CollectionEvent... events) {
        transaction.executeWithoutResult(_ -> append(gun, events));
    }

    /** To be called inside a transaction. */
    void append(Gun gun, CollectionEvent... events) {
        List<EventMessage<?>> messages = new ArrayList<>();
        for (CollectionEvent event : events) {
            store(gun, event);
            messages.add(row(gun, event));
        }
        projection.accept(messages);
    }

    TransactionTemplate transaction() {
        return transaction;
    }

    private void store(Gun gun, CollectionEvent event) {
        if (event instanceof MetadataPublished published) {
            Bytes file = file(gun, published.role(), published.version().number());
            jdbc.update(
                    "insert into document (sha256, bytes) values (?, ?) on conflict do nothing",
                    Sha256.of(file).bytes().toArray(),
                    file.toArray());
        }
    }

    private EventMessage<?> row(Gun gun, CollectionEvent event) {
        var id = UUID.randomUUID();
        long sequence = sequences.merge(gun, 1L, Long::sum) - 1;
        now = now.plusMillis(700);
        jdbc.update(
                """
                insert into event (event_id, collection, sequence, kind, occurred_at, name,
                    revision, payload, metadata, leaf)
                values (?, ?, ?, 'collection', ?, ?, ?, ?, '{"request":"r"}'::bytea, '{}'::bytea)
                """,
                id,
                gun.value(),
                sequence,
                now.atOffset(ZoneOffset.UTC),
                EventJson.nameOf(event),
                EventJson.revisionOf(event),
                EventJson.write(event).toArray());
        return new GenericDomainEventMessage<>(
                "collection",
                gun.value(),
                sequence,
                event,
                MetaData.emptyInstance(),
                id.toString(),
                now);
    }
}
