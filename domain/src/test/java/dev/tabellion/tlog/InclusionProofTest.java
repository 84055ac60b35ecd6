package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InclusionProofTest {
    private static final int LARGEST = 300;
    private static final int EVERY_BIT_UP_TO = 33;
    private static final TextbookTree ALL = TextbookTree.numbered(LARGEST);
    private static final StoredTiles TILES = StoredTiles.numbered(LARGEST);

    static {
        for (int size = 1; size < LARGEST; size++) {
            TILES.grow(0, size);
        }
    }

    @Test
    void every_leaf_of_every_tree_is_proven_as_the_textbook_has_it() {
        for (int size = 1; size <= LARGEST; size++) {
            TextbookTree textbook = ALL.first(size);
            TreeHead head = textbook.head();
            assertThat(TILES.tree(size).root()).isEqualTo(head.root());
            for (int at = 0; at < size; at++) {
                var index = new LeafIndex(at);
                InclusionProof proof = TILES.tree(size).inclusionOf(index);
                Hash leaf = leaf(at);
                assertThat(proof.path()).isEqualTo(textbook.path(at));
                assertThat(TILES.tree(size).leaf(index)).isEqualTo(leaf);
                assertThat(proof.proves(leaf, index, head)).isTrue();
                int seed = at + size;
                assertThat(Flips.some(proof.path(), seed))
                        .noneMatch(path -> new InclusionProof(path).proves(leaf, index, head));
            }
        }
    }

    @Test
    void no_proof_survives_the_flip_of_any_of_its_bits() {
        for (int size = 1; size <= EVERY_BIT_UP_TO; size++) {
            TreeHead head = ALL.first(size).head();
            for (int at = 0; at < size; at++) {
                var index = new LeafIndex(at);
                Hash leaf = leaf(at);
                assertThat(Flips.all(ALL.first(size).path(at)))
                        .noneMatch(path -> new InclusionProof(path).proves(leaf, index, head));
            }
        }
    }

    @Test
    void a_proof_is_of_one_leaf_at_one_index_under_one_root() {
        for (int size = 2; size <= EVERY_BIT_UP_TO; size++) {
            TreeHead head = ALL.first(size).head();
            for (int at = 0; at < size; at++) {
                var index = new LeafIndex(at);
                var proof = new InclusionProof(ALL.first(size).path(at));
                for (int other = 0; other < size + 70; other++) {
                    assertThat(proof.proves(leaf(at), new LeafIndex(other), head))
                            .isEqualTo(other == at);
                }
                assertThat(proof.proves(leaf(at + 1), index, head)).isFalse();
                var elsewhere = new TreeHead(head.size(), Flips.flipped(head.root(), at));
                assertThat(proof.proves(leaf(at), index, elsewhere)).isFalse();
            }
        }
    }

    @Test
    void a_path_with_a_hash_too_few_or_too_many_is_refused() {
        for (int size = 1; size <= LARGEST; size += 7) {
            TreeHead head = ALL.first(size).head();
            for (int at = 0; at < size; at += 3) {
                var index = new LeafIndex(at);
                List<Hash> path = ALL.first(size).path(at);
                List<Hash> longer = new ArrayList<>(path);
                longer.add(head.root());
                assertThat(new InclusionProof(longer).proves(leaf(at), index, head)).isFalse();
                if (!path.isEmpty()) {
                    var shorter = new InclusionProof(path.subList(0, path.size() - 1));
                    assertThat(shorter.proves(leaf(at), index, head)).isFalse();
                }
            }
        }
    }

    /**
     * What a known implementation accepted that forgot to ask whether the path ends at the root.
     */
    @Test
    void a_leaf_of_a_small_tree_has_no_place_in_a_large_one() {
        var two = TextbookTree.numbered(2);
        var proof = new InclusionProof(two.path(0));
        assertThat(proof.proves(leaf(0), new LeafIndex(2), claimed(1000, two))).isFalse();
        assertThat(proof.proves(leaf(0), new LeafIndex(1L << 40), claimed(1L << 41, two)))
                .isFalse();
        var nothing = new InclusionProof(List.of());
        var one = TextbookTree.numbered(1);
        assertThat(nothing.proves(leaf(0), new LeafIndex(0), claimed(2, one))).isFalse();
        assertThat(nothing.proves(leaf(0), new LeafIndex(1), claimed(1, one))).isFalse();
        assertThat(nothing.proves(leaf(0), new LeafIndex(0), claimed(1, one))).isTrue();
    }

    @Test
    void an_empty_tree_has_no_leaf() {
        var nothing = new InclusionProof(List.of());
        assertThat(nothing.proves(Hash.EMPTY_TREE, new LeafIndex(0), TreeHead.EMPTY)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TILES.tree(0).inclusionOf(new LeafIndex(0)));
    }

    @Test
    void a_node_passes_for_no_leaf() {
        var four = TextbookTree.numbered(4);
        Hash left = four.first(2).root();
        var proof = new InclusionProof(List.of(four.path(0).getLast()));
        assertThat(proof.proves(left, new LeafIndex(0), four.head())).isFalse();
    }

    @Test
    void the_recorded_proofs_are_made_and_hold() {
        assertThat(
                        StoredTiles.numbered(Vectors.SIZE)
                                .tree(Vectors.SIZE)
                                .inclusionOf(new LeafIndex(12345))
                                .path())
                .isEqualTo(Vectors.base64Hashes(Vectors.at("incl")));
        Vectors.at("ref_incl")
                .forEachEntry(
                        (name, path) -> {
                            String[] place = name.split("/", 2);
                            int index = Integer.parseInt(place[0]);
                            TextbookTree tree = ReferenceLeaves.first(Integer.parseInt(place[1]));
                            assertThat(Vectors.hexHashes(path)).isEqualTo(tree.path(index));
                            assertThat(
                                            new InclusionProof(Vectors.hexHashes(path))
                                                    .proves(
                                                            Hash.ofLeaf(tree.entries().get(index)),
                                                            new LeafIndex(index),
                                                            tree.head()))
                                    .isTrue();
                        });
    }

    private static TreeHead claimed(long size, TextbookTree tree) {
        return new TreeHead(new TreeSize(size), tree.root());
    }

    private static Hash leaf(int at) {
        return Hash.ofLeaf(Bytes.utf8("entry " + at));
    }
}
