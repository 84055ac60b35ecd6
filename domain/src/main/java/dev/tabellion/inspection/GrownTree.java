package dev.tabellion.inspection;

import dev.tabellion.tlog.Frontier;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TileContent;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.TileWriter;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.WrittenTile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tree grown anew from entries, and held against the stored tiles and each claimed root on the
 * way. Where entry and tile differ, the next claim decides which of them was touched. Not for
 * several threads.
 */
final class GrownTree {
    /** Of more than this nobody wants to know the places. */
    private static final int MOST_DIVERGED = 10_000;

    private final Consumer<Finding> findings;
    private final TileSource stored;
    private final Frontier frontier;
    private final TileWriter tiles;
    private final Deque<Claim> claims = new ArrayDeque<>();
    private final List<Divergence> undecided = new ArrayList<>();
    private final TreeSet<Long> diverged = new TreeSet<>();
    private final TreeSize end;
    private long size;
    private boolean lost;
    private TreeSize lastRight;
    private boolean wasRight = true;

    private record Divergence(ExaminedEntry entry, Hash own, Hash tile) {}

    GrownTree(
            RightEdge from,
            TreeSize end,
            List<Claim> claims,
            TileSource stored,
            Consumer<Finding> findings) {
        this.findings = findings;
        this.stored = stored;
        this.end = end;
        this.size = from.size().leaves();
        this.lastRight = from.size();
        this.frontier = new Frontier(from);
        this.tiles = new TileWriter(new MerkleTree(stored, from.size()));
        claims.stream()
                .filter(each -> each.head().size().leaves() >= size)
                .sorted(Comparator.comparing(each -> each.head().size()))
                .forEach(this.claims::add);
        judgeClaims();
    }

    /**
     * @param more of sizes not yet grown to, and none below those expected already
     * @throws IllegalArgumentException for one that would never be judged, nor any after it
     */
    void expect(List<Claim> more) {
        for (Claim each : more) {
            if (each.head().size().leaves() < size) {
                throw new IllegalArgumentException("a claim of " + each.head() + " at " + size);
            }
        }
        more.stream().sorted(Comparator.comparing(each -> each.head().size())).forEach(claims::add);
    }

    /** Grows by what was found; where an entry is missing, by what its tile says of it. */
    void append(ExaminedChunk chunk) {
        for (int each = 0; each < chunk.entries().size() && !lost; each++) {
            append(chunk.entries().get(each), chunk.stored().get(each));
        }
        judgeTiles();
    }

    void finish() {
        decide(Fault.ENTRY_DIFFERS);
        claims.forEach(
                claim -> {
                    if (claim.head().size().compareTo(end) > 0) {
                        findings.accept(
                                new Finding(
                                        Fault.LOG_SHRANK,
                                        claim.spot(),
                                        claim.head().size() + " entries",
                                        end + " entries"));
                    }
                });
    }

    private void append(ExaminedEntry entry, @Nullable Hash tile) {
        Hash own = entry.hash();
        Hash leaf = own == null ? tile : own;
        if (leaf == null) {
            lost = true; // told already, as the missing entry and the missing tile
            return;
        }
        if (own != null && tile != null && !own.equals(tile)) {
            undecided.add(new Divergence(entry, own, tile));
            if (diverged.size() < MOST_DIVERGED) {
                diverged.add(size);
            }
        }
        frontier.append(leaf);
        tiles.append(leaf);
        size++;
        judgeClaims();
    }

    private void judgeClaims() {
        while (!claims.isEmpty() && claims.getFirst().head().size().leaves() == size) {
            judge(claims.removeFirst());
        }
    }

    private void judge(Claim claim) {
        Hash root = frontier.head().root();
        boolean right = root.equals(claim.head().root());
        decide(right ? Fault.TILE_DIFFERS : Fault.ENTRY_DIFFERS);
        if (right) {
            lastRight = claim.head().size();
        } else if (wasRight) { // the first of a row: what is wrong stays so in all later ones
            findings.accept(
                    new Finding(
                            claim.fault(),
                            claim.spot().with("rightUpTo", lastRight.toString()),
                            claim.head().root().base64(),
                            root.base64()));
        }
        wasRight = right;
    }

    private void decide(Fault fault) {
        for (Divergence each : undecided) {
            LeafIndex index = each.entry().index();
            Tile tile = new Tile(0, index.position() / LogResource.FULL, LogResource.FULL);
            boolean entry = fault == Fault.ENTRY_DIFFERS;
            findings.accept(
                    new Finding(
                            fault,
                            each.entry().spot().with("file", tile.path()),
                            (entry ? each.tile() : each.own()).base64(),
                            (entry ? each.own() : each.tile()).base64()));
        }
        undecided.clear();
    }

    /** Above the leaves' own tiles, which were compared hash by hash. */
    private void judgeTiles() {
        boolean atEnd = size == end.leaves();
        for (WrittenTile written : tiles.take()) {
            Tile tile = written.tile();
            if (tile.level() > 0 && (atEnd || tile.isFull()) && !isAboveDivergence(tile)) {
                judge(written);
            }
        }
    }

    private void judge(WrittenTile written) {
        List<Finding> problems = new ArrayList<>();
        TileContent found = StoredTile.read(stored, written.tile(), problems);
        problems.forEach(findings);
        if (found != null && !found.equals(written.content())) {
            findings.accept(
                    new Finding(
                            Fault.TILE_DIFFERS,
                            Spot.file(written.tile()),
                            written.content().bytes().sha256().hex(),
                            found.bytes().sha256().hex()));
        }
    }

    private boolean isAboveDivergence(Tile tile) {
        int height = Tile.HEIGHT * (tile.level() + 1);
        if (height >= Long.SIZE) {
            return !diverged.isEmpty();
        }
        Long first = diverged.ceiling(tile.index() << height);
        return first != null && first >>> height == tile.index();
    }
}
