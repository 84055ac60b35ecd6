package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(AuditEntries.class);

    private final JdbcTemplate jdbc;

    public AuditEntries(DataSource reads) {
        this.jdbc = new JdbcTemplate(reads);
    }

    /**
     * In the order given, each as far as its rows read.
     *
     * @param withPeople whether to say who asked, where that is known
     */
    public List<AuditEntry> read(List<Long> leaves, boolean withPeople) {
        List<AuditEntry> found =
                jdbc.query(
                        EVENTS, (row, _) -> EntryRow.of(row), (Object) leaves.toArray(Long[]::new));
        Map<Sha256, Person> people = withPeople ? people(found) : Map.of();
        Map<Long, AuditEntry> byIndex =
                found.stream().collect(Collectors.toMap(AuditEntry::index, Function.identity()));
        return leaves.stream()
                .map(byIndex::get)
                .flatMap(Stream::ofNullable)
                .map(entry -> told(named(entry, people)))
                .toList();
    }

    private Map<Sha256, Person> people(List<AuditEntry> entries) {
        byte[][] actors =
                entries.stream()
                        .map(AuditEntry::actor)
                        .flatMap(Stream::ofNullable)
                        .distinct()
                        .map(actor -> actor.bytes().toArray())
                        .toArray(byte[][]::new);
        Map<Sha256, Person> people = new HashMap<>();
        jdbc.query(
                "select actor, salt, data from tabellion.event_private where actor = any(?)",
                row -> {
                    Sha256 actor = Sha256.raw(Bytes.of(row.getBytes("actor")));
                    people.put(
                            actor,
                            new Person(
                                    EntryRow.publisher(
                                            actor,
                                            Bytes.of(row.getBytes("salt")),
                                            Bytes.of(row.getBytes("data")))));
                },
                (Object) actors);
        return people;
    }

    /**
     * A person's row.
     *
     * @param publisher null if it is not what the commitment was made of
     */
    private record Person(@Nullable Publisher publisher) {}

    private static AuditEntry named(AuditEntry entry, Map<Sha256, Person> people) {
        Person person = entry.actor() == null ? null : people.get(entry.actor());
        if (person == null) {
            return entry;
        }
        Publisher publisher = person.publisher();
        return publisher == null ? entry.withoutReadable(EntryRow.ACTOR) : entry.by(publisher);
    }

    private static AuditEntry told(AuditEntry entry) {
        if (!entry.unreadable().isEmpty()) {
            LOG.atError()
                    .addKeyValue("leaf", entry.index())
                    .addKeyValue("parts", entry.unreadable())
                    .log("audit-entry-unreadable");
        }
        return entry;
    }
}
