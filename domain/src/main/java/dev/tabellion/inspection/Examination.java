package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.Hasher;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TileContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches entries with all that belongs to them and examines each for itself: the part of an
 * inspection that may be done for many chunks at once. Documents may be large, so of those no more
 * than some bytes are held at a time.
 */
public final class Examination {
    private static final long BUDGET = 8L << 20;

    private final RecordSource source;
    private final Origin log;
    private final long budget;

    public Examination(RecordSource source, Origin log) {
        this(source, log, BUDGET);
    }

    /**
     * @param budget bytes of documents; one that is larger is held alone
     */
    Examination(RecordSource source, Origin log, long budget) {
        this.source = source;
        this.log = log;
        this.budget = budget;
    }

    /**
     * Chunks in their order, each to be taken in before the next is asked for: where documents are
     * large, it is made only then.
     *
     * @param first a multiple of 256
     */
    public List<Supplier<ExaminedChunk>> examine(LeafIndex first, int count) {
        Hasher hasher = new Hasher();
        List<EntryExamination> entries =
                source.entries(first, count).stream()
                        .map(entry -> new EntryExamination(entry, log.text(), hasher))
                        .toList();
        List<Finding> findings = new ArrayList<>();
        List<@Nullable Hash> stored = stored(first, count, findings);
        List<Bundle> bundles = Bundle.of(first, count);
        List<Integer> ends = ends(entries);
        if (ends.size() == 1) {
            ExaminedChunk whole = examined(first, entries, bundles, stored, findings);
            return List.of(() -> whole);
        }
        List<Supplier<ExaminedChunk>> chunks = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            LeafIndex begin = new LeafIndex(first.position() + from);
            List<EntryExamination> some = entries.subList(from, end);
            List<@Nullable Hash> hashes = stored.subList(from, end);
            List<Bundle> naming =
                    bundles.subList(from / LogResource.FULL, (end - 1) / LogResource.FULL + 1);
            List<Finding> own = from == 0 ? findings : List.of();
            chunks.add(() -> examined(begin, some, naming, hashes, own));
            from = end;
        }
        return chunks;
    }

    /** Where to cut, so that what each part names is within the budget. */
    private List<Integer> ends(List<EntryExamination> entries) {
        List<Integer> ends = new ArrayList<>();
        long bytes = 0;
        for (int each = 0; each < entries.size(); each++) {
            long length = entries.get(each).documentLength();
            if (bytes > 0 && bytes + length > budget) {
                ends.add(each);
                bytes = 0;
            }
            bytes += length;
        }
        ends.add(entries.size());
        return ends;
    }

    private ExaminedChunk examined(
            LeafIndex first,
            List<EntryExamination> entries,
            List<Bundle> naming,
            List<@Nullable Hash> stored,
            List<Finding> findings) {
        Map<Sha256, Sha256> commitments =
                source.tellsActors() ? source.commitments(actorsOf(entries)) : null;
        List<ExaminedEntry> results = new ArrayList<>(entries.size());
        for (Bundle bundle : naming) {
            int begin = (int) (bundle.first().position() - first.position());
            List<EntryExamination> neighbours =
                    entries.subList(
                            Math.max(0, begin), Math.min(entries.size(), begin + bundle.width()));
            Map<Sha256, Bytes> documents = documents(neighbours, bundle);
            neighbours.forEach(each -> results.add(each.result(documents, commitments)));
        }
        return new ExaminedChunk(first, results, stored, findings);
    }

    private Map<Sha256, Bytes> documents(List<EntryExamination> neighbours, Bundle bundle) {
        boolean together = neighbours.stream().anyMatch(EntryExamination::namesAShortOne);
        return source.documents(documentsOf(neighbours), together ? bundle : null);
    }

    private static Set<Sha256> documentsOf(List<EntryExamination> entries) {
        Set<Sha256> digests = new HashSet<>();
        entries.stream()
                .map(EntryExamination::document)
                .filter(Objects::nonNull)
                .forEach(digests::add);
        return digests;
    }

    private static Set<Sha256> actorsOf(List<EntryExamination> entries) {
        Set<Sha256> actors = new HashSet<>();
        entries.stream().map(EntryExamination::actor).filter(Objects::nonNull).forEach(actors::add);
        return actors;
    }

    private List<@Nullable Hash> stored(LeafIndex first, int count, List<Finding> findings) {
        List<@Nullable Hash> hashes = new ArrayList<>(count);
        for (int done = 0; done < count; done += LogResource.FULL) {
            int width = Math.min(LogResource.FULL, count - done);
            Tile tile = new Tile(0, (first.position() + done) / LogResource.FULL, width);
            TileContent content = StoredTile.read(source.tiles(), tile, findings);
            if (content == null) {
                hashes.addAll(Collections.nCopies(width, (Hash) null));
            } else {
                for (int place = 0; place < width; place++) {
                    hashes.add(content.hash(place));
                }
            }
        }
        return hashes;
    }
}
