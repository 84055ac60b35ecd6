package dev.tabellion.server.keyusage;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.LoggedEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Writes what it likes into a record, as its database's owner can. */
final class TornBooks {
    private final JdbcTemplate owner;

    TornBooks(KeyUsageRoom room) {
        owner =
                new JdbcTemplate(
                        new DriverManagerDataSource(
                                room.owner.url(), room.owner.user(), room.owner.password()));
    }

    void append(EventStream stream, Instant at, LoggedEvent event) {
        owner.update(
                """
                insert into tabellion.event (event_id, collection, sequence, kind, occurred_at,
                    name, revision, payload, metadata, leaf)
                select ?, ?, coalesce(max(sequence), -1) + 1, ?, ?, ?, ?, ?,
                    convert_to('{}', 'UTF8'), decode('0102', 'hex')
                from tabellion.event where collection = ?
                """,
                UUID.randomUUID(),
                stream.id(),
                stream.kind(),
                at.atOffset(ZoneOffset.UTC),
                EventJson.nameOf(event),
                EventJson.revisionOf(event),
                EventJson.write(event).toArray(),
                stream.id());
    }

    void keep(Bytes document) {
        owner.update(
                "insert into tabellion.document values (?, ?) on conflict do nothing",
                document.sha256().bytes().toArray(),
                document.toArray());
    }

    void execute(String statement, Object... values) {
        owner.update(statement, values);
    }
}
