package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.People;
import dev.tabellion.projection.audit.People.Person;
import dev.tabellion.projection.forensics.CountedFetches.Counted;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the record tells of who fetched documents. Looks at a bounded number of both. */
record StoredFetches(CountedFetches entries, People people) {
    /** What can still be used first, and of that the newest. */
    private static final int MOST_DOCUMENTS = 256;

    private static final int MOST_CLIENTS = 1_000;
    private static final Comparator<SignedDocument> AT_STAKE =
            Comparator.comparing((SignedDocument each) -> each.reach() == Reach.EXPIRED)
                    .thenComparing(SignedDocument::at, Comparator.reverseOrder());

    /** A client's fetches of a file. */
    private record Fetch(Sha256 file, Sha256 client) {}

    Fetched of(List<SignedDocument> signed) {
        Counted first = entries.first(Direction.OLDEST_FIRST);
        Counted last = entries.first(Direction.NEWEST_FIRST);
        if (first == null || last == null) {
            return Fetched.NEVER_COUNTED;
        }
        Map<Sha256, SignedDocument> asked = new LinkedHashMap<>();
        signed.stream()
                .sorted(AT_STAKE)
                .limit(MOST_DOCUMENTS)
                .forEach(each -> asked.putIfAbsent(each.file(), each));
        NavigableSet<Long> leaves = new TreeSet<>();
        boolean whole = entries.ofFiles(List.copyOf(asked.keySet()), leaves);
        List<Counted> told = entries.read(leaves);
        NavigableSet<Long> others = new TreeSet<>();
        whole &= entries.ofCollections(asked.values(), others);
        others.removeAll(leaves);
        long uncounted =
                Stream.concat(told.stream(), entries.read(others).stream())
                        .mapToLong(Counted::uncounted)
                        .sum();
        Map<Fetch, FetchedBy> by = new LinkedHashMap<>();
        told.forEach(each -> add(each, asked, by));
        return new Fetched(
                first.since(),
                last.until(),
                named(by.values().stream().limit(MOST_CLIENTS).toList()),
                uncounted,
                whole
                        && uncounted == 0
                        && signed.size() <= MOST_DOCUMENTS
                        && by.size() <= MOST_CLIENTS
                        && told.stream().allMatch(each -> each.event() != null));
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
        Map<Sha256, Person> known = people.behind(by.stream().map(FetchedBy::client).toList());
        return by.stream().map(each -> named(each, known.get(each.client()))).toList();
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
}
