package dev.tabellion.inspection;

import static java.util.Objects.requireNonNull;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.EventLeaf;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.Publisher;
import dev.tabellion.json.PlainJson;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.TileWriter;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.verify.JdkSignatureCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record in memory, whose rows anybody may edit: after {@link #publish}, unnoticed by tiles. */
public final class ShelvedRecord implements RecordSource {
    public static final Origin ORIGIN = new Origin("log.example.org/2026");
    private static final Instant BEGIN = Instant.parse("2026-11-22T08:30:00Z");

    public final List<Entry> entries = new ArrayList<>();
    public final Map<Sha256, Bytes> documents = new HashMap<>();
    final Map<Sha256, Sha256> actors = new HashMap<>();
    final Map<Tile, Bytes> tiles = new HashMap<>();
    final List<Claim> claims = new ArrayList<>();

    /** Bytes of documents that were ever asked for at once. */
    long mostAtOnce;

    private final Map<EventStream, Long> sequences = new HashMap<>();

    public ShelvedRecord tells(Gun gun, List<CollectionEvent> events) {
        events.forEach(event -> tells(gun, event));
        return this;
    }

    ShelvedRecord tells(Gun gun, CollectionEvent event) {
        return tells(EventStream.of(gun), event);
    }

    ShelvedRecord tells(EventStream stream, LoggedEvent event) {
        long index = entries.size();
        long sequence = sequences.merge(stream, 1L, Long::sum) - 1;
        String id = "event-" + index;
        var actor = ActorCommitment.to(Publisher.TABELLION, salt(index));
        Bytes payload = EventJson.write(event);
        Bytes leaf =
                new EventLeaf(
                                ORIGIN.text(),
                                id,
                                BEGIN.plusSeconds(index),
                                stream,
                                sequence,
                                actor.digest(),
                                "request-" + index,
                                null,
                                salt(index).slice(0, 16),
                                event,
                                payload)
                        .bytes();
        Bytes metadata =
                new PlainJson()
                        .text("actor", actor.digest().hex())
                        .text("request", "request-" + index)
                        .bytes();
        var row =
                new EventRow(
                        index + 1,
                        id,
                        stream.id(),
                        sequence,
                        stream.kind(),
                        BEGIN.plusSeconds(index).plusNanos(123_000),
                        EventJson.nameOf(event) + "/" + EventJson.revisionOf(event),
                        metadata);
        entries.add(new Entry(new LeafIndex(index), leaf, payload, row));
        actors.put(actor.digest(), actor.digest());
        return this;
    }

    /** Writes all tiles anew and claims their root. */
    public ShelvedRecord publish() {
        tiles.clear();
        var writer = new TileWriter(new MerkleTree(tiles(), TreeSize.ZERO));
        entries.forEach(entry -> writer.append(Hash.ofLeaf(requireNonNull(entry.leaf()))));
        writer.take().forEach(each -> tiles.put(each.tile(), each.content().bytes()));
        TreeSize size = new TreeSize(entries.size());
        Hash root = new MerkleTree(tiles(), size).root();
        claims.add(new Claim(new TreeHead(size, root), Spot.checkpoint(size), Fault.ROOT_DIFFERS));
        return this;
    }

    /** All that is wrong, from the beginning. */
    List<Finding> findings() {
        return findings(0);
    }

    List<Finding> findings(long from) {
        List<Finding> findings = new ArrayList<>();
        inspected(from, new Examination(this, ORIGIN), findings);
        return findings;
    }

    Inspection inspected(long from, Examination examination, List<Finding> findings) {
        var edge = new MerkleTree(tiles(), new TreeSize(from)).edge();
        var inspection =
                new Inspection(
                        this,
                        from == 0 ? RightEdge.EMPTY : edge,
                        new TreeSize(entries.size()),
                        claims,
                        Beside.SERVED,
                        new JdkSignatureCheck(),
                        findings::add);
        while (inspection.next().position() < entries.size()) {
            int left = (int) (entries.size() - inspection.next().position());
            examination
                    .examine(inspection.next(), Math.min(512, left))
                    .forEach(chunk -> inspection.accept(chunk.get()));
        }
        inspection.finish(forgottenBeyond(new TreeSize(entries.size())));
        return inspection;
    }

    @Override
    public List<Entry> entries(LeafIndex first, int count) {
        return entries.subList((int) first.position(), (int) first.position() + count);
    }

    @Override
    public Map<Sha256, Bytes> documents(Collection<Sha256> digests, @Nullable Bundle naming) {
        long bytes = digests.stream().filter(documents::containsKey).mapToLong(this::length).sum();
        mostAtOnce = Math.max(mostAtOnce, bytes);
        return digests.stream()
                .filter(documents::containsKey)
                .collect(Collectors.toMap(each -> each, documents::get));
    }

    private long length(Sha256 digest) {
        return requireNonNull(documents.get(digest)).length();
    }

    @Override
    public boolean tellsActors() {
        return true;
    }

    @Override
    public Map<Sha256, Sha256> commitments(Collection<Sha256> asked) {
        return asked.stream()
                .filter(actors::containsKey)
                .collect(Collectors.toMap(each -> each, actors::get));
    }

    @Override
    public Set<Sha256> forgottenBeyond(TreeSize end) {
        return Set.of();
    }

    @Override
    public TileSource tiles() {
        return tile ->
                tiles.entrySet().stream()
                        .filter(each -> each.getKey().full().equals(tile.full()))
                        .filter(each -> each.getKey().width() >= tile.width())
                        .map(each -> each.getValue().slice(0, tile.width() * Hash.LENGTH))
                        .findFirst()
                        .orElse(null);
    }

    private static Bytes salt(long index) {
        return Bytes.utf8("%032d".formatted(index));
    }
}
