package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.difference.Change;
import dev.tabellion.difference.Change.ExpiryChanged;
import dev.tabellion.difference.Change.RoleAppeared;
import dev.tabellion.difference.Change.VersionChanged;
import dev.tabellion.difference.StateDifference;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What roots and targets documents changed, by what they took the place of. Reads a few at a time,
 * and so much in all and no more: one question must not cost the server its memory.
 */
record SignedChanges(StoredMetadata stored, long mostBytes) {
    /** What a report reads at most. */
    static final long MOST_BYTES = 256L << 20;

    /** What a report tells at most. */
    static final int MOST_CHANGES = 100_000;

    private static final long TOGETHER_BYTES = 4L << 20;
    private static final int TOGETHER = 500;

    /**
     * @param isWhole false if there were more, or more to read than may be
     */
    record Found(List<SignedChange> changes, boolean isWhole) {
        Found {
            changes = List.copyOf(changes);
        }
    }

    /** A document in its place among all. */
    private record Placed(int place, SignedDocument document) {
        Stream<Sha256> files() {
            return document.previous() == null
                    ? Stream.of(document.file())
                    : Stream.of(document.previous(), document.file());
        }
    }

    /** In the order of the documents. */
    Found by(List<SignedDocument> documents) {
        List<Placed> ordered = ordered(documents);
        Map<Sha256, Long> lengths =
                stored.lengths(ordered.stream().flatMap(Placed::files).distinct().toList());
        Map<Integer, List<SignedChange>> found = new TreeMap<>();
        List<Placed> some = new ArrayList<>();
        long read = 0;
        long together = 0;
        int changes = 0;
        for (Placed each : ordered) {
            long length = each.files().mapToLong(file -> lengths.getOrDefault(file, 0L)).sum();
            if (read + length > mostBytes || changes > MOST_CHANGES) {
                break;
            }
            if (some.size() == TOGETHER || together + length > TOGETHER_BYTES) {
                changes += take(some, found);
                some.clear();
                together = 0;
            }
            some.add(each);
            read += length;
            together += length;
        }
        take(some, found);
        return found(found, ordered.size());
    }

    private static Found found(Map<Integer, List<SignedChange>> found, int documents) {
        List<SignedChange> changes = found.values().stream().flatMap(List::stream).toList();
        return changes.size() > MOST_CHANGES
                ? new Found(changes.subList(0, MOST_CHANGES), false)
                : new Found(changes, found.size() == documents);
    }

    /** Those of one role one after the other: what one is is what the next took the place of. */
    private static List<Placed> ordered(List<SignedDocument> documents) {
        List<Placed> ordered = new ArrayList<>();
        for (SignedDocument document : documents) {
            if (document.role().isTargets() || document.role().equals(RoleName.ROOT)) {
                ordered.add(new Placed(ordered.size(), document));
            }
        }
        ordered.sort(
                Comparator.comparing((Placed each) -> each.document().gun().value())
                        .thenComparing(each -> each.document().role()));
        return ordered;
    }

    /** How many changes that were. */
    private int take(List<Placed> some, Map<Integer, List<SignedChange>> found) {
        Map<Sha256, RoleName> wanted = new LinkedHashMap<>();
        some.forEach(each -> each.files().forEach(f -> wanted.put(f, each.document().role())));
        Map<Sha256, Metadata> read = stored.read(wanted);
        int changes = 0;
        for (Placed each : some) {
            List<SignedChange> its = changes(each.document(), read);
            found.put(each.place(), its);
            changes += its.size();
        }
        return changes;
    }

    private static List<SignedChange> changes(SignedDocument document, Map<Sha256, Metadata> read) {
        Sha256 previous = document.previous();
        Metadata after = read.get(document.file());
        return after == null
                ? List.of()
                : StateDifference.between(
                                state(
                                        document.role(),
                                        previous == null ? null : read.get(previous)),
                                state(document.role(), after))
                        .stream()
                        .filter(SignedChanges::matters)
                        .map(
                                change ->
                                        new SignedChange(
                                                document.gun(),
                                                document.role(),
                                                document.version(),
                                                change))
                        .toList();
    }

    private static SortedMap<RoleName, Metadata> state(RoleName role, @Nullable Metadata document) {
        SortedMap<RoleName, Metadata> state = new TreeMap<>();
        if (document != null) {
            state.put(role, document);
        }
        return state;
    }

    /** That there is another version is what the signatures tell. */
    private static boolean matters(Change change) {
        return !(change instanceof RoleAppeared
                || change instanceof VersionChanged
                || change instanceof ExpiryChanged);
    }
}
