package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.ChangeImported;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.HistoryFault.Weight;
import dev.tabellion.collection.ImportableHistory.FeedIds;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts what an import records in its order: the collection, what its changefeed told, its keys, the
 * past, and last what is served, so that who reads the events in their order ends where the other
 * server stood.
 */
final class ImportEvents {
    private static final int LIFE = 1;
    private static final List<RoleName> LAST = List.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP);

    private final CollectionPast past;
    private final PastFiles files;
    private final HistoryReplay.Result replay;

    ImportEvents(CollectionPast past, PastFiles files, HistoryReplay.Result replay) {
        this.past = past;
        this.files = files;
        this.replay = replay;
    }

    ImportableHistory history(FeedIds ids) {
        List<HistoryFault> faults = new ArrayList<>(replay.faults());
        List<MetadataImported> unreached = unreached(faults);
        overshadowed(faults);
        Fate fate = past.isDeleted() ? Fate.DELETED : Fate.LIVE;
        List<CollectionEvent> events = new ArrayList<>();
        events.add(new CollectionImported(Dialect.NOTARY_V1, LIFE, fate, past.digest()));
        past.changes().forEach(change -> events.add(told(change, ids)));
        replay.ownKeys()
                .forEach(own -> events.add(new ManagedKeyImported(own.role(), LIFE, own.key())));
        events.addAll(unreached);
        List<MetadataImported> served = new ArrayList<>();
        events.addAll(withoutServed(served));
        events.addAll(retired());
        served.sort(Comparator.comparingInt(event -> LAST.indexOf(event.role())));
        events.addAll(served);
        return new ImportableHistory(past.digest(), events, faults);
    }

    private static ChangeImported told(PastChange change, FeedIds ids) {
        return new ChangeImported(
                ids == FeedIds.KEPT ? change.id() : null,
                change.at(),
                change.version(),
                change.timestamp());
    }

    /** The replayed events, each document once; what is served is set apart. */
    private List<CollectionEvent> withoutServed(List<MetadataImported> served) {
        List<CollectionEvent> others = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (CollectionEvent event : replay.events()) {
            if (!(event instanceof MetadataImported document)) {
                others.add(event);
            } else if (seen.add(List.of(document.role(), document.version()))) {
                if (isServed(document)) {
                    served.add(standing(document, Standing.CURRENT));
                } else {
                    others.add(document);
                }
            }
        }
        return others;
    }

    private boolean isServed(MetadataImported document) {
        PastState last = replay.last();
        PastFile row = last == null ? null : last.rows().get(document.role());
        return row != null && row.digest().equals(document.digest());
    }

    private List<ManagedKeyRetired> retired() {
        PastState last = replay.last();
        if (last == null) {
            return List.of();
        }
        Root root = served(last);
        return replay.ownKeys().stream()
                .filter(own -> !root.topLevel(own.role()).keys().containsKey(own.key().id()))
                .map(own -> new ManagedKeyRetired(own.role(), LIFE, own.key().id()))
                .toList();
    }

    private Root served(PastState last) {
        try {
            return last.rootOf(files);
        } catch (MalformedMetadata e) {
            throw new IllegalStateException("the served root was read, and does not read", e);
        }
    }

    /** Documents that no timestamp leads to are kept as they were: found by version and digest. */
    private List<MetadataImported> unreached(List<HistoryFault> faults) {
        List<MetadataImported> documents = new ArrayList<>();
        Weight weight = replay.last() == null ? Weight.BLOCKS : Weight.PAST;
        for (PastFile row : past.files()) {
            if (replay.reached().contains(row)) {
                continue;
            }
            try {
                documents.add(unsigned(row));
                faults.add(new HistoryFault.Unreached(weight, row.role(), row.version()));
            } catch (MalformedMetadata e) {
                faults.add(
                        new HistoryFault.LeftBehind(
                                weight, row.role(), row.version(), e.problem()));
            }
        }
        return documents;
    }

    /** A version above the one served would be in the next publisher's way. */
    private void overshadowed(List<HistoryFault> faults) {
        Map<RoleName, PastFile> highest = new HashMap<>();
        past.files().forEach(row -> highest.put(row.role(), row)); // by ascending version
        for (PastFile row : highest.values()) {
            CurrentDocument current = replay.end().current(row.role());
            if (current != null && current.version().compareTo(row.version()) < 0) {
                faults.add(new HistoryFault.Unreached(Weight.BLOCKS, row.role(), row.version()));
            }
        }
    }

    private MetadataImported unsigned(PastFile row) throws MalformedMetadata {
        return new MetadataImported(
                row.role(),
                row.version(),
                row.digest(),
                row.length(),
                files.read(row).metadata().expires(),
                List.of(),
                null,
                row.role().equals(RoleName.TIMESTAMP) ? Author.SERVER : Author.PUBLISHER,
                row.at(),
                Standing.PAST);
    }

    private static MetadataImported standing(MetadataImported document, Standing standing) {
        return new MetadataImported(
                document.role(),
                document.version(),
                document.digest(),
                document.length(),
                document.expires(),
                document.signedBy(),
                document.previous(),
                document.author(),
                document.published(),
                standing);
    }
}
