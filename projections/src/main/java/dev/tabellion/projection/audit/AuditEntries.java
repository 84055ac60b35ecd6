package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.projection.audit.People.Person;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads events by their leaves, from the record itself. People are read only where asked for. */
public final class AuditEntries {
    private static final String FETCHES = "fetches-counted/1";

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
                        EntryRow.SELECT,
                        (row, _) -> EntryRow.of(row),
                        (Object) leaves.toArray(Long[]::new));
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
        return new People(jdbc)
                .behind(
                        entries.stream()
                                .flatMap(
                                        entry ->
                                                Stream.concat(
                                                        Stream.ofNullable(entry.actor()),
                                                        clients(entry).stream()))
                                .toList());
    }

    private static AuditEntry named(AuditEntry entry, Map<Sha256, Person> people) {
        AuditEntry told = people.isEmpty() ? entry : entry.of(behind(clients(entry), people));
        Person person = entry.actor() == null ? null : people.get(entry.actor());
        if (person == null) {
            return told;
        }
        Publisher publisher = person.publisher();
        return publisher == null ? told.withoutReadable(EntryRow.ACTOR) : told.by(publisher);
    }

    private static Map<Sha256, Publisher> behind(Set<Sha256> clients, Map<Sha256, Person> people) {
        Map<Sha256, Publisher> behind = new HashMap<>();
        for (Sha256 client : clients) {
            Person person = people.get(client);
            Publisher publisher = person == null ? null : person.publisher();
            if (publisher != null) {
                behind.put(client, publisher);
            }
        }
        return behind;
    }

    /** Whom an event that counts fetches is about, by their commitments. */
    private static Set<Sha256> clients(AuditEntry entry) {
        if (!entry.type().equals(FETCHES) || entry.event().length() == 0) {
            return Set.of();
        }
        try {
            return Set.copyOf(
                    new HashSet<>(
                            PlainJsonReader.of(entry.event())
                                    .objects("counts", each -> new Sha256(each.text("client")))));
        } catch (RuntimeException e) { // an edited row: it is shown as it is
            return Set.of();
        }
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
