package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditPage;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.People;
import dev.tabellion.projection.audit.People.Person;
import dev.tabellion.projection.audit.TermKind;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the record tells of who fetched documents. Looks at a bounded number of both. */
record StoredFetches(JdbcTemplate jdbc, AuditIndex index) {
    /** What can still be used first, and of that the newest. */
    private static final int MOST_DOCUMENTS = 256;

    private static final int MOST_LEAVES = 1_000;
    private static final int MOST_CLIENTS = 1_000;
    private static final List<String> COUNTED = List.of("fetches-counted");
    private static final Comparator<SignedDocument> AT_STAKE =
            Comparator.comparing((SignedDocument each) -> each.reach() == Reach.EXPIRED)
                    .thenComparing(SignedDocument::at, Comparator.reverseOrder());
    private static final String EVENTS =
            """
            select l.leaf_index, e.name, e.revision, e.payload
            from tabellion.log_leaf l join tabellion.event e using (global_index)
            where l.leaf_index = any(?) order by l.leaf_index
            """;

    /** An entry that counts fetches; null where its row does not read. */
    private record Counted(long leaf, @Nullable FetchesCounted event) {}

    /** A client's fetches of a file. */
    private record Fetch(Sha256 file, Sha256 client) {}

    Fetched of(List<SignedDocument> signed) {
        List<Counted> first = read(find(Map.of(), null, Direction.OLDEST_FIRST, 1).leaves());
        List<Counted> last = read(find(Map.of(), null, Direction.NEWEST_FIRST, 1).leaves());
        if (first.isEmpty() || last.isEmpty()) {
            return Fetched.NEVER_COUNTED;
        }
        Map<Sha256, SignedDocument> asked = new LinkedHashMap<>();
        signed.stream()
                .sorted(AT_STAKE)
                .limit(MOST_DOCUMENTS)
                .forEach(each -> asked.putIfAbsent(each.file(), each));
        NavigableSet<Long> leaves = new TreeSet<>();
        boolean whole = collect(List.copyOf(asked.keySet()), leaves);
        List<Counted> told = read(leaves);
        NavigableSet<Long> others = new TreeSet<>();
        whole &= collectOthers(asked.values(), others);
        others.removeAll(leaves);
        long uncounted =
                Stream.concat(told.stream(), read(others).stream())
                        .mapToLong(StoredFetches::uncounted)
                        .sum();
        Map<Fetch, FetchedBy> by = new LinkedHashMap<>();
        told.forEach(each -> add(each, asked, by));
        return new Fetched(
                since(first.getFirst()),
                until(last.getFirst()),
                named(by.values().stream().limit(MOST_CLIENTS).toList()),
                uncounted,
                whole
                        && uncounted == 0
                        && signed.size() <= MOST_DOCUMENTS
                        && by.size() <= MOST_CLIENTS
                        && told.stream().allMatch(each -> each.event() != null));
    }

    /** Whether that is all. */
    private boolean collect(List<Sha256> files, NavigableSet<Long> leaves) {
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
    private boolean collectOthers(Collection<SignedDocument> documents, NavigableSet<Long> leaves) {
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

    private List<Counted> read(Iterable<Long> leaves) {
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

    private static void add(
            Counted entry, Map<Sha256, SignedDocument> asked, Map<Fetch, FetchedBy> by) {
        FetchesCounted event = entry.event();
        if (event == null) {
            return;
        }
        for (FetchCount count : event.counts()) {
            SignedDocument document = count.digest() == null ? null : asked.get(count.digest());
            if (document != null && document.gun().equals(event.collection())) {
                by.merge(
                        new Fetch(document.file(), count.client()),
                        new FetchedBy(
                                document,
                                count.client(),
                                null,
                                count.fetches(),
                                event.since(),
                                event.until(),
                                entry.leaf()),
                        FetchedBy::and);
            }
        }
    }

    private List<FetchedBy> named(List<FetchedBy> by) {
        Map<Sha256, Person> people =
                new People(jdbc).behind(by.stream().map(FetchedBy::client).toList());
        return by.stream().map(each -> named(each, people.get(each.client()))).toList();
    }

    private static FetchedBy named(FetchedBy fetched, @Nullable Person person) {
        Publisher who = person == null ? null : person.publisher();
        return new FetchedBy(
                fetched.document(),
                fetched.client(),
                who,
                fetched.fetches(),
                fetched.since(),
                fetched.until(),
                fetched.leaf());
    }

    private static @Nullable Instant since(Counted counted) {
        return counted.event() == null ? null : counted.event().since();
    }

    private static @Nullable Instant until(Counted counted) {
        return counted.event() == null ? null : counted.event().until();
    }

    private static long uncounted(Counted counted) {
        return counted.event() == null ? 0 : counted.event().uncounted();
    }
}
