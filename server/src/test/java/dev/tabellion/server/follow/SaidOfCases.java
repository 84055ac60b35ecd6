package dev.tabellion.server.follow;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.LeafOutline;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** Appends what somebody says of cases without a server, as if along with the newest event. */
public record SaidOfCases(JdbcTemplate sql) {

    private static Bytes leaf(LeafOutline newest, CaseEvent event, Instant at, Bytes payload) {
        return new LeafOutline(
                        newest.log(),
                        newest.eventId(),
                        newest.type(),
                        at.truncatedTo(ChronoUnit.MILLIS),
                        EventStream.CASES.kind(),
                        EventStream.CASES.id(),
                        newest.sequence(),
                        newest.actor(),
                        newest.requestId(),
                        newest.cause(),
                        newest.nonce(),
                        newest.payload(),
                        newest.payloadLength())
                .whole(event, payload);
    }

    public void append(CaseEvent event) {
        append(
                event,
                Objects.requireNonNull(
                                sql.queryForObject(
                                        """
                                        select occurred_at from tabellion.event
                                        order by global_index desc limit 1
                                        """,
                                        OffsetDateTime.class))
                        .toInstant());
    }

    public void append(CaseEvent event, Instant at) {
        byte[] newest =
                sql.queryForObject(
                        "select leaf from tabellion.event order by global_index desc limit 1",
                        byte[].class);
        Bytes payload = EventJson.write(event);
        Bytes leaf =
                leaf(
                        LeafOutline.read(Bytes.of(Objects.requireNonNull(newest))),
                        event,
                        at,
                        payload);
        sql.update(
                """
                insert into tabellion.event
                    (event_id, collection, sequence, kind, occurred_at, name, revision,
                     payload, metadata, leaf)
                select gen_random_uuid(), ?,
                    (select coalesce(max(sequence), -1) + 1 from tabellion.event
                     where collection = ?),
                    'case', ?, ?, ?, ?, metadata, ?
                from tabellion.event order by global_index desc limit 1
                """,
                EventStream.CASES.id(),
                EventStream.CASES.id(),
                at.atOffset(ZoneOffset.UTC),
                EventJson.nameOf(event),
                EventJson.revisionOf(event),
                payload.toArray(),
                leaf.toArray());
    }
}
