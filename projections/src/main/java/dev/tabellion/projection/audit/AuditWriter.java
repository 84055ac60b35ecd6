package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import dev.tabellion.projection.document.DocumentTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes leaves up into the index, in order and each once, in the transaction of its caller. Never
 * changes what it derives from.
 */
final class AuditWriter {
    private final AuditTables tables;
    private final TailTable tail;
    private final Persons persons;
    private final TargetNames targets;
    private final HistoryWriter history;
    private final Sealing sealing;
    private final Forgetting forgetting;

    AuditWriter(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        this.tables = new AuditTables(jdbc);
        this.tail = new TailTable(jdbc);
        this.persons = new Persons(jdbc);
        this.targets = new TargetNames(new DocumentTable(jdbc));
        this.history = new HistoryWriter(jdbc);
        this.sealing = new Sealing(jdbc);
        this.forgetting = new Forgetting(jdbc);
    }

    /**
     * @throws IllegalStateException if the first is not the one that comes next
     */
    void write(List<IndexedLeaf> leaves) {
        AuditTables.Head head = tables.lockHead();
        if (leaves.getFirst().index() != head.size()) {
            throw new IllegalStateException(
                    "the audit trail has "
                            + head.size()
                            + " leaves, and leaf "
                            + leaves.getFirst().index()
                            + " came next");
        }
        Map<Sha256, Set<Term>> who = persons.learn(leaves);
        targets.expect(leaves);
        byChunk(leaves).forEach(part -> add(part, who));
        targets.forget();
        history.add(leaves);
        long size = head.size() + leaves.size();
        tables.moveHead(new AuditTables.Head(size, sealing.seal(head.chunks(), size)));
        // the clear text was gone before the batch was read, so no leaf in it tells it anew
        for (IndexedLeaf leaf : leaves) {
            if (leaf.event() instanceof ActorRedacted redacted) {
                forgetting.forget(redacted.actors(), leaf.index());
            }
        }
    }

    private static Collection<List<IndexedLeaf>> byChunk(List<IndexedLeaf> leaves) {
        return leaves.stream()
                .collect(
                        Collectors.groupingBy(
                                leaf -> leaf.index() / LeafSet.CHUNK,
                                LinkedHashMap::new,
                                Collectors.toList()))
                .values();
    }

    private void add(List<IndexedLeaf> part, Map<Sha256, Set<Term>> who) {
        Postings facts = new Postings();
        Postings names = new Postings();
        for (IndexedLeaf leaf : part) {
            facts.add(terms(leaf, who), leaf.index());
            names.add(names(leaf), leaf.index());
        }
        tail.add(part, facts, names);
    }

    private Set<Term> terms(IndexedLeaf leaf, Map<Sha256, Set<Term>> who) {
        Set<Term> terms = new HashSet<>(EventTerms.of(leaf.event(), leaf.stream()));
        if (leaf.actor() != null) {
            terms.add(Term.of(TermKind.COMMITMENT, leaf.actor().hex()));
            terms.addAll(who.getOrDefault(leaf.actor(), Set.of()));
        }
        return terms;
    }

    private Set<Term> names(IndexedLeaf leaf) {
        Set<Term> names = new HashSet<>();
        targets.of(leaf.event()).forEach(name -> names.add(Term.of(TermKind.TARGET, name)));
        return names;
    }
}
