package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.Frontier;
import dev.tabellion.tlog.Growth;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Everything that the tables of a log say, found to follow from the events. Fails the test as soon
 * as something does not.
 *
 * @param roots of every size that the log ever had
 */
public record LogAudit(List<Hash> roots, List<Bytes> leaves) {
    public static LogAudit of(DataSource log, VerifierKey key) {
        JdbcTemplate sql = new JdbcTemplate(log);
        everyEventHasItsPlace(sql);
        List<Bytes> leaves = leaves(sql);
        LogAudit audit = new LogAudit(roots(leaves), leaves);
        audit.headIsRight(sql);
        audit.tilesAreRight(sql);
        sql.query(
                "select note from log_checkpoint order by size",
                row -> {
                    audit.covers(parsed(row.getBytes(1)), key);
                });
        Long shown = sql.queryForObject("select max(size) from log_published", Long.class);
        assertThat(shown)
                .isEqualTo(sql.queryForObject("select max(size) from log_checkpoint", Long.class));
        return audit;
    }

    private static void everyEventHasItsPlace(JdbcTemplate sql) {
        assertThat(
                        sql.queryForObject(
                                """
                                select count(*) from event
                                full join log_leaf using (global_index)
                                full join log_outbox using (global_index)
                                where (event.global_index is null)
                                   or (log_leaf.global_index is null)
                                      = (log_outbox.global_index is null)
                                """,
                                Long.class))
                .isZero();
    }

    private static List<Bytes> leaves(JdbcTemplate sql) {
        List<Bytes> leaves = new ArrayList<>();
        sql.query(
                """
                select leaf_index, leaf from log_leaf join event using (global_index)
                order by leaf_index
                """,
                row -> {
                    assertThat(row.getLong(1)).isEqualTo(leaves.size());
                    leaves.add(Bytes.of(row.getBytes(2)));
                });
        return leaves;
    }

    private static List<Hash> roots(List<Bytes> leaves) {
        Frontier tree = new Frontier(RightEdge.EMPTY);
        List<Hash> roots = new ArrayList<>(List.of(Hash.EMPTY_TREE));
        for (Bytes leaf : leaves) {
            tree.append(Hash.ofLeaf(leaf));
            roots.add(tree.head().root());
        }
        return roots;
    }

    public TreeSize size() {
        return new TreeSize(leaves.size());
    }

    private void headIsRight(JdbcTemplate sql) {
        sql.query(
                "select size, root from log_head",
                row -> {
                    assertThat(row.getLong(1)).isEqualTo(size().leaves());
                    assertThat(Hash.of(Bytes.of(row.getBytes(2)))).isEqualTo(roots.getLast());
                });
    }

    private void tilesAreRight(JdbcTemplate sql) {
        assertThat(new MerkleTree(tile -> bytes(sql, tile), size()).root())
                .isEqualTo(roots.getLast());
        for (Bundle bundle : new Growth(TreeSize.ZERO, size()).bundles().toList()) {
            Bytes tile = Objects.requireNonNull(bytes(sql, bundle.tile()));
            int first = (int) bundle.first().position();
            for (int leaf = 0; leaf < bundle.width(); leaf++) {
                assertThat(Hash.of(tile.slice(leaf * 32, leaf * 32 + 32)))
                        .isEqualTo(Hash.ofLeaf(leaves.get(first + leaf)));
            }
        }
    }

    private static @Nullable Bytes bytes(JdbcTemplate sql, Tile tile) {
        String table = tile.isFull() ? "log_tile" : "log_edge";
        return sql
                .query(
                        "select hashes from " + table + " where level = ? and index = ?",
                        (row, _) -> Bytes.of(row.getBytes(1)),
                        tile.level(),
                        tile.index())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Signed with the one key, and of this very tree when it was smaller. */
    public void covers(SignedCheckpoint checkpoint, VerifierKey key) {
        assertThat(checkpoint.judge(key).isVouched()).isTrue();
        covers(checkpoint.head());
    }

    void covers(TreeHead head) {
        assertThat(head.size()).isLessThanOrEqualTo(size());
        assertThat(head.root()).isEqualTo(roots.get((int) head.size().leaves()));
    }

    private static SignedCheckpoint parsed(byte[] note) {
        try {
            return SignedCheckpoint.parse(Bytes.of(note));
        } catch (MalformedLogData e) {
            throw new AssertionError("a checkpoint that does not read as one", e);
        }
    }
}
