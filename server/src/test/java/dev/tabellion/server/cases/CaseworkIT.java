package dev.tabellion.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CaseEvent.Verdict;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Words;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.EventTable;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.cases.CaseLog;
import dev.tabellion.command.cases.Cases;
import dev.tabellion.command.cases.Reply;
import dev.tabellion.command.store.Actors;
import dev.tabellion.command.store.Ledger;
import dev.tabellion.command.watch.WatchNames;
import dev.tabellion.incident.Incident;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.incident.Casework;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.follow.Leaves;
import dev.tabellion.server.read.Until;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Findings and what is said of them, on a real database: the same incidents whenever made. */
class CaseworkIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Randomness RANDOMNESS =
            count -> {
                byte[] bytes = new byte[count];
                RANDOM.nextBytes(bytes);
                return Bytes.of(bytes);
            };
    private static final Provenance BY = new Provenance(WriteNode.ALICE, "request", null);
    private static final Words WORDS = new Words("so it was");

    private final DatabaseOwner owner = Backing.freshDatabase();
    private final HikariDataSource pool =
            RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool();
    private final JdbcTemplate sql = new JdbcTemplate(pool);
    private final Leaves leaves = new Leaves(owner);
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(pool);
    private final IncidentReader incidents = new IncidentReader(pool);
    private final Casework casework = new Casework(pool, transactions);
    private Cases cases;

    @BeforeEach
    void open() {
        var axon = new SpringTransactionManager(transactions);
        var table = EventTable.on(pool, axon, Ledger.open(pool, "example.com/log"), RANDOMNESS);
        var ledger =
                new LedgerEvents(
                        EmbeddedEventStore.builder().storageEngine(table).build(),
                        axon,
                        new Actors(pool),
                        RANDOMNESS);
        cases =
                new Cases(
                        ledger,
                        new CaseLog(pool),
                        new StoredDocket(new FindingReader(pool), incidents),
                        new WatchNames(pool),
                        Clock.systemUTC());
        casework.start();
    }

    @AfterEach
    void close() {
        casework.close();
        pool.close();
    }

    @Test
    void incidents_made_anew_are_the_same() {
        CaseId first = find("a", "crit", "VERSION_ROLLBACK");
        find("a", "high", "STALE_TIMESTAMP");
        CaseId other = find("b", "med", "VERSION_ROLLBACK");
        find("b", "info", "VERSION_ROLLBACK");
        find("c", "info", "VERSION_ROLLBACK");
        catchUp();
        assertThat(sql.queryForList("select id from tabellion.incident order by number"))
                .hasSize(2);
        assertThat(incident(first).findings()).isEqualTo(2);
        assertThat(cases.assign(first, "on-call", BY)).isInstanceOf(Reply.Recorded.class);
        catchUp();
        assertThat(cases.assign(first, "on-call", BY)).isInstanceOf(Reply.Known.class);
        assertThat(cases.note(first, WORDS, BY)).isInstanceOf(Reply.Recorded.class);
        assertThat(cases.note(first, WORDS, BY)).isInstanceOf(Reply.Known.class);
        assertThat(cases.close(other, Verdict.FALSE_ALARM, null, WORDS, BY))
                .isInstanceOf(Reply.Recorded.class);
        catchUp();
        CaseId later = find("b", "high", "VERSION_ROLLBACK");
        catchUp();
        assertThat(incident(later).id()).isEqualTo(later);

        List<Map<String, @Nullable Object>> before = all();
        casework.beginAnew();
        catchUp();
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void an_owner_is_named_beside_the_record_and_can_be_forgotten() {
        CaseId incident = find("a", "crit", "VERSION_ROLLBACK");
        catchUp();
        cases.assign(incident, "carol", BY);
        catchUp();
        Sha256 owner = Objects.requireNonNull(incident(incident).owner());
        assertThat(Objects.requireNonNull(incidents.who(owner)).subject()).isEqualTo("carol");
        assertThat(
                        sql.queryForList(
                                "select 1 from tabellion.event"
                                        + " where convert_from(payload, 'UTF8') like '%carol%'"))
                .isEmpty();
        assertThat(new Actors(pool).forget("subject", "carol", 10)).hasSize(1);
        assertThat(incidents.who(owner)).isNull();
    }

    @Test
    void a_namespace_is_reserved_once_and_given_back_by_saying_until_when() {
        var reserved = new NamespaceReserved("example.com/", null, WORDS);
        assertThat(reserve(reserved)).isInstanceOf(Reply.Recorded.class);
        assertThat(reserve(reserved)).isInstanceOf(Reply.Known.class);
        for (int i = 1; i < 256; i++) {
            reserve(new NamespaceReserved("example.com/" + i + "/", null, WORDS));
        }
        var oneMore = new NamespaceReserved("example.org/", null, WORDS);
        assertThat(reserve(oneMore)).isInstanceOf(Reply.Conflicting.class);
        reserve(new NamespaceReserved("example.com/", Instant.EPOCH, WORDS));
        assertThat(reserve(oneMore)).isInstanceOf(Reply.Recorded.class);
    }

    private Reply reserve(NamespaceReserved namespace) {
        return cases.reserve(namespace, CaseId.of(EventJson.write(namespace)), BY);
    }

    @Test
    void a_finding_that_came_while_somebody_closed_is_not_closed_with_the_others() {
        CaseId incident = find("a", "crit", "VERSION_ROLLBACK");
        catchUp();
        find("a", "crit", "VERSION_ROLLBACK");
        catchUp();
        assertThat(cases.close(incident, Verdict.REAL, 1, WORDS, BY))
                .isEqualTo(new Reply.Conflicting("it has 2 findings: look again"));
    }

    @Test
    void what_one_declaration_finds_in_many_collections_is_one_incident() {
        String declared = "{\"firstLeaf\":\"1\"}";
        CaseId first = find("a", "crit", "COMPROMISED_KEY_USED", declared);
        CaseId second = find("b", "crit", "COMPROMISED_KEY_USED", declared);
        CaseId other = find("c", "crit", "COMPROMISED_KEY_USED");
        catchUp();
        assertThat(incident(second)).isEqualTo(incident(first));
        assertThat(incident(first).findings()).isEqualTo(2);
        assertThat(incident(other).id()).isEqualTo(other);
    }

    private Incident incident(CaseId finding) {
        return Objects.requireNonNull(incidents.of(finding));
    }

    private CaseId find(String subject, String severity, String rule) {
        return find(subject, severity, rule, "{}");
    }

    private CaseId find(String subject, String severity, String rule, String facts) {
        CaseId id = new CaseId(RANDOMNESS.bytes(16).hex());
        sql.update(
                """
                insert into tabellion.finding (id, rule, severity, subject_kind, subject, leaf_index,
                    at, found_at, facts, evidence)
                values (?, ?, ?, 'collection', ?, 1, clock_timestamp(), now(), ?::jsonb,
                    '["leaf:1"]')
                """,
                id.hex(),
                rule,
                severity,
                subject,
                facts);
        return id;
    }

    private void catchUp() {
        leaves.take();
        Until.holds(
                "all is taken up",
                () ->
                        Boolean.TRUE.equals(
                                sql.queryForObject(
                                        """
                                        select finding = (select coalesce(max(number), 0)
                                                from tabellion.finding)
                                            and said = (select coalesce(max(sequence), -1)
                                                from tabellion.event where kind = 'case')
                                        from tabellion.incident_head
                                        """,
                                        Boolean.class)));
    }

    private List<Map<String, @Nullable Object>> all() {
        return sql.queryForList(
                """
                select i.id, state, severity, findings, verdict, encode(owner, 'hex') as owner,
                    (select string_agg(finding, ',' order by number)
                     from tabellion.incident_finding f where f.incident = i.id) as its,
                    (select string_agg(name, ',' order by sequence)
                     from tabellion.incident_entry e where e.incident = i.id) as said
                from tabellion.incident i order by number
                """);
    }
}
