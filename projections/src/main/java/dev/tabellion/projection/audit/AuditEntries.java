package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.collection.PlainJsonReader;
import dev.tabellion.collection.Publisher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads events by their leaves, from the record itself. People are read only where asked for. */
public final class AuditEntries {
    private static final String EVENTS =
            """
            select l.leaf_index, e.event_id, e.occurred_at, e.kind, e.collection, e.sequence,
                e.name || '/' || e.revision as type, e.payload, e.metadata
            from tabellion.log_leaf l join tabellion.event e using (global_index)
            where l.leaf_index = any(?)
            """;

    private final JdbcTemplate jdbc;

    public AuditEntries(DataSource reads) {
        this.jdbc = new JdbcTemplate(reads);
    }

    /**
     * In the order given.
     *
     * @param withPeople whether to say who asked, where that is known
     */
    public List<AuditEntry> read(List<Long> leaves, boolean withPeople) {
        List<AuditEntry> found =
                jdbc.query(EVENTS, (row, _) -> entry(row), (Object) leaves.toArray(Long[]::new));
        Map<Sha256, Publisher> people = withPeople ? people(found) : Map.of();
        Map<Long, AuditEntry> byIndex =
                found.stream().collect(Collectors.toMap(AuditEntry::index, Function.identity()));
        return leaves.stream()
                .map(byIndex::get)
                .flatMap(Stream::ofNullable)
                .map(entry -> named(entry, people))
                .toList();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        PlainJsonReader metadata = PlainJsonReader.of(Bytes.of(row.getBytes("metadata")));
        String actor = metadata.textIfThere("actor");
        return new AuditEntry(
                row.getLong("leaf_index"),
                row.getObject("event_id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("collection"),
                row.getLong("sequence"),
                row.getString("type"),
                Bytes.of(row.getBytes("payload")),
                actor == null ? null : new Sha256(actor),
                null,
                metadata.textIfThere("request"),
                metadata.textIfThere("cause"));
    }

    private Map<Sha256, Publisher> people(List<AuditEntry> entries) {
        byte[][] actors =
                entries.stream()
                        .map(AuditEntry::actor)
                        .flatMap(Stream::ofNullable)
                        .distinct()
                        .map(actor -> actor.bytes().toArray())
                        .toArray(byte[][]::new);
        Map<Sha256, Publisher> people = new HashMap<>();
        jdbc.query(
                "select actor, salt, data from tabellion.event_private where actor = any(?)",
                row -> {
                    people.put(
                            Sha256.raw(Bytes.of(row.getBytes("actor"))),
                            new ActorCommitment(
                                            Bytes.of(row.getBytes("salt")),
                                            Bytes.of(row.getBytes("data")))
                                    .publisher());
                },
                (Object) actors);
        return people;
    }

    private static AuditEntry named(AuditEntry entry, Map<Sha256, Publisher> people) {
        @Nullable Publisher publisher = entry.actor() == null ? null : people.get(entry.actor());
        return new AuditEntry(
                entry.index(),
                entry.id(),
                entry.at(),
                entry.kind(),
                entry.stream(),
                entry.sequence(),
                entry.type(),
                entry.event(),
                entry.actor(),
                publisher,
                entry.request(),
                entry.cause());
    }
}
