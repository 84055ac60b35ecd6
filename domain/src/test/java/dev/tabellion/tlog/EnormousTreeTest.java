package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees near 2^63 leaves, which can be held in the hand because all their leaves are the same. */
class EnormousTreeTest {
    private static final Hash LEAF = Hash.ofLeaf(Bytes.utf8("the same"));
    private static final List<Hash> BY_HEIGHT = byHeight();
    private static final List<Long> SIZES =
            List.of(
                    1L,
                    255L,
                    256L,
                    257L,
                    (1L << 32) - 1,
                    1L << 48,
                    (1L << 56) + 1,
                    1L << 62,
                    (1L << 62) + 12345,
                    Long.MAX_VALUE - 1,
                    Long.MAX_VALUE);

    @Test
    void inclusion_is_proven_at_both_ends_and_in_the_middle() {
        for (long size : SIZES) {
            MerkleTree tree = tree(size);
            var head = new TreeHead(tree.size(), tree.root());
            for (long at : List.of(0L, size / 2, size - 1)) {
                InclusionProof proof = tree.inclusionOf(new LeafIndex(at));
                assertThat(proof.path()).hasSizeLessThanOrEqualTo(63);
                assertThat(proof.proves(LEAF, new LeafIndex(at), head)).isTrue();
            }
            var none = new InclusionProof(List.of());
            assertThat(none.proves(LEAF, new LeafIndex(Long.MAX_VALUE), head)).isFalse();
        }
    }

    @Test
    void growth_is_proven_from_each_to_each() {
        for (long newer : SIZES) {
            for (long older : SIZES) {
                if (older <= newer) {
                    ConsistencyProof proof = tree(newer).growthFrom(new TreeSize(older));
                    assertThat(proof.path()).hasSizeLessThanOrEqualTo(64);
                    assertThat(proof.connects(tree(older).edge().head(), tree(newer).edge().head()))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void a_writer_fills_a_tile_of_the_highest_level() {
        long size = (1L << 56) - 1;
        var writer = new TileWriter(tree(size));
        writer.append(LEAF);
        assertThat(writer.take())
                .extracting(each -> each.tile().path())
                .containsExactly(
                        "tile/0/x281/x474/x976/x710/655",
                        "tile/1/x001/x099/x511/x627/775",
                        "tile/2/x004/x294/x967/295",
                        "tile/3/x016/x777/215",
                        "tile/4/x065/535",
                        "tile/5/255",
                        "tile/6/000",
                        "tile/7/000.p/1");
    }

    private static MerkleTree tree(long size) {
        return new MerkleTree(EnormousTreeTest::tile, new TreeSize(size));
    }

    private static Bytes tile(Tile tile) {
        var bytes = new BytesBuilder();
        for (int each = 0; each < tile.width(); each++) {
            bytes.append(BY_HEIGHT.get(tile.level() * Tile.HEIGHT).bytes());
        }
        return bytes.build();
    }

    private static List<Hash> byHeight() {
        var hasher = new Hasher();
        List<Hash> hashes = new ArrayList<>();
        for (Hash hash = LEAF; hashes.size() < 64; hash = hasher.node(hash, hash)) {
            hashes.add(hash);
        }
        return hashes;
    }
}
