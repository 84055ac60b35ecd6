package dev.tabellion.projection.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.WrittenTile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Leaves' places and the tree over them. Full tiles are written once; of each level the rightmost
 * one is written over while it grows, since every narrower one is a prefix of it.
 */
record TreeTables(JdbcTemplate sql) implements TileSource {
    /** Null if there is none so wide; the full one is then asked for. */
    @Override
    public @Nullable Bytes bytes(Tile tile) {
        List<Bytes> found =
                tile.isFull()
                        ? sql.query(
                                "select hashes from log_tile where level = ? and index = ?",
                                TreeTables::first,
                                tile.level(),
                                tile.index())
                        : sql.query(
                                """
                                select substr(hashes, 1, ?) from log_edge
                                where level = ? and index = ? and octet_length(hashes) >= ?
                                """,
                                TreeTables::first,
                                tile.width() * Hash.LENGTH,
                                tile.level(),
                                tile.index(),
                                tile.width() * Hash.LENGTH);
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * As these tables, with what still grows of each level as it is now: a proof asks for it level
     * by level, and more than once.
     */
    TileSource withEdgeOfNow() {
        Map<Integer, Edge> edges = new HashMap<>();
        sql.query(
                "select level, index, substr(hashes, 1, ?) from log_edge where level <= ?",
                row -> {
                    edges.put(row.getInt(1), new Edge(row.getLong(2), hashes(row, 3)));
                },
                Tile.FULL * Hash.LENGTH,
                Tile.HIGHEST_IN_USE);
        return tile -> tile.isFull() ? bytes(tile) : start(edges.get(tile.level()), tile);
    }

    private record Edge(long index, Bytes hashes) {}

    private static @Nullable Bytes start(@Nullable Edge edge, Tile tile) {
        return edge == null || edge.index() != tile.index() ? null : tile.prefixOf(edge.hashes());
    }

    private static Bytes first(ResultSet row, int number) throws SQLException {
        return hashes(row, 1);
    }

    private static Bytes hashes(ResultSet row, int column) throws SQLException {
        return Bytes.of(row.getBytes(column));
    }

    void addLeaves(TreeSize before, List<Long> globalIndexes) {
        sql.update(
                """
                insert into log_leaf (leaf_index, global_index)
                select ? + place - 1, global_index
                from unnest(?) with ordinality as taken (global_index, place)
                """,
                before.leaves(),
                globalIndexes.toArray(Long[]::new));
    }

    /**
     * @param tiles all that grew, the full ones of a level before its partial one
     */
    void write(List<WrittenTile> tiles) {
        List<Object[]> full =
                tiles.stream().filter(each -> each.tile().isFull()).map(TreeTables::row).toList();
        List<Object[]> partial =
                tiles.stream().filter(each -> !each.tile().isFull()).map(TreeTables::row).toList();
        sql.batchUpdate("insert into log_tile (level, index, hashes) values (?, ?, ?)", full);
        // what filled up is no edge any more; its level may have none until the next leaf
        sql.batchUpdate(
                "delete from log_edge where level = ?",
                full.stream().map(row -> row[0]).distinct().map(l -> new Object[] {l}).toList());
        sql.batchUpdate(
                """
                insert into log_edge (level, index, hashes) values (?, ?, ?)
                on conflict (level) do update set index = excluded.index, hashes = excluded.hashes
                """,
                partial);
    }

    private static Object[] row(WrittenTile written) {
        LogResource tile = written.tile();
        return new Object[] {
            written.tile().level(), tile.index(), written.content().bytes().toArray()
        };
    }
}
