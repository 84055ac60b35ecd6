package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
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
import org.jspecify.annotations.Nullable;

/**
 * Fetches entries with all that belongs to them and examines each for itself: the part of an
 * inspection that may be done for many chunks at once.
 */
public final class Examination {
    private final RecordSource source;
    private final Origin log;

    public Examination(RecordSource source, Origin log) {
        this.source = source;
        this.log = log;
    }

    /**
     * @param first a multiple of 256
     */
    public ExaminedChunk examine(LeafIndex first, int count) {
        Hasher hasher = new Hasher();
        List<EntryExamination> entries =
                source.entries(first, count).stream()
                        .map(entry -> new EntryExamination(entry, log.text(), hasher))
                        .toList();
        Map<Sha256, Bytes> documents = source.documents(documentsOf(entries));
        Map<Sha256, Sha256> commitments =
                source.tellsActors() ? source.commitments(actorsOf(entries)) : null;
        List<Finding> findings = new ArrayList<>();
        return new ExaminedChunk(
                first,
                entries.stream().map(each -> each.result(documents, commitments)).toList(),
                stored(first, count, findings),
                findings);
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
