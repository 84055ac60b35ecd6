package dev.tabellion.projection.witness;

import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.TreeSize;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log itself, of which witnesses are shown how it grew. Never appends. */
final class OwnTree {
    private final TileSource tiles;
    private final JdbcClient database;

    OwnTree(TileSource tiles, DataSource log) {
        this.tiles = tiles;
        this.database = JdbcClient.create(log);
    }

    AddCheckpoint asked(TreeSize from, SignedCheckpoint checkpoint) {
        var proof = new MerkleTree(tiles, checkpoint.head().size()).growthFrom(from);
        return new AddCheckpoint(from, proof, checkpoint);
    }

    /** Of all that was ever appended, by whichever node. */
    TreeSize size() {
        return new TreeSize(database.sql("select size from log_head").query(Long.class).single());
    }
}
