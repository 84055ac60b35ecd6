package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditPage;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The entries of the record that count fetches. Looks at a bounded number of them. */
record CountedFetches(JdbcTemplate jdbc, AuditIndex index) {
    private static final int MOST_LEAVES = 1_000;
    private static final List<String> COUNTED = List.of("fetches-counted");
    private static final String EVENTS =
            """
            select l.leaf_index, e.name, e.revision, e.payload
            from tabellion.log_leaf l join tabellion.event e using (global_index)
            where l.leaf_index = any(?) order by l.leaf_index
            """;

    /** One of them; null where its row does not read. */
    record Counted(long leaf, @Nullable FetchesCounted event) {
        @Nullable Instant since() {
            return event == null ? null : event.since();
        }

        @Nullable Instant until() {
            return event == null ? null : event.until();
        }

        long uncounted() {
            return event == null ? 0 : event.uncounted();
        }
    }

    /** The first or last of all; null if there is none. */
    @Nullable Counted first(Direction direction) {
        List<Counted> found = read(find(Map.of(), null, direction, 1).leaves());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Adds those that count fetches of the files. Whether that is all. */
    boolean ofFiles(List<Sha256> files, NavigableSet<Long> leaves) {
        for (int at = 0; at < files.size(); at += AuditFilter.MOST_VALUES) {
            List<String> some =
                    files.subList(at, Math.min(files.size(), at + AuditFilter.MOST_VALUES)).stream()
                            .map(Sha256::hex)
                            .toList();
            if (!collect(Map.of(TermKind.DIGEST, some), null, leaves)) {
                return false;
            }
        }
        return true;
    }

    /** What was not told apart is of no digest: all that counts of these collections since. */
    boolean ofCollections(Collection<SignedDocument> documents, NavigableSet<Long> leaves) {
        Instant since =
                documents.stream()
                        .map(SignedDocument::at)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        List<String> guns = documents.stream().map(each -> each.gun().value()).distinct().toList();
        for (int at = 0; at < guns.size(); at += AuditFilter.MOST_VALUES) {
            List<String> some =
                    guns.subList(at, Math.min(guns.size(), at + AuditFilter.MOST_VALUES));
            if (!collect(Map.of(TermKind.COLLECTION, some), since, leaves)) {
                return false;
            }
        }
        return true;
    }

    private boolean collect(
            Map<TermKind, List<String>> terms, @Nullable Instant since, NavigableSet<Long> leaves) {
        AuditPage page = find(terms, since, Direction.OLDEST_FIRST, MOST_LEAVES);
        leaves.addAll(page.leaves());
        return page.next() == null && leaves.size() <= MOST_LEAVES;
    }

    private AuditPage find(
            Map<TermKind, List<String>> more,
            @Nullable Instant since,
            Direction direction,
            int most) {
        Map<TermKind, List<String>> terms = new HashMap<>(more);
        terms.put(TermKind.KIND, COUNTED);
        return index.find(
                new AuditFilter(terms, since, null, 0, Long.MAX_VALUE - 1), direction, null, most);
    }

    List<Counted> read(Iterable<Long> leaves) {
        NavigableSet<Long> asked = new TreeSet<>();
        leaves.forEach(asked::add);
        return jdbc.query(
                EVENTS,
                (row, _) ->
                        new Counted(
                                row.getLong(1),
                                event(
                                        row.getString(2),
                                        row.getString(3),
                                        Bytes.of(row.getBytes(4)))),
                (Object) asked.stream().limit(MOST_LEAVES).toArray(Long[]::new));
    }

    /** The inspection tells of rows that were edited. */
    private static @Nullable FetchesCounted event(String name, String revision, Bytes payload) {
        try {
            return EventJson.read(name, revision, payload) instanceof FetchesCounted counted
                    ? counted
                    : null;
        } catch (IllegalStateException e) {
            return null;
        }
    }
}
