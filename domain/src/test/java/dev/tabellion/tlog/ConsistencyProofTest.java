package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsistencyProofTest {
    private static final int LARGEST = 300;
    private static final int EVERY_BIT_UP_TO = 33;
    private static final TextbookTree ALL = TextbookTree.numbered(LARGEST);
    private static final List<TreeHead> HEADS = heads();

    @Test
    void every_growth_of_every_tree_is_proven_as_the_textbook_has_it() {
        var tiles = new StoredTiles();
        for (int newer = 0; newer <= LARGEST; newer++) {
            tiles.grow(Math.max(0, newer - 1), newer);
            for (int older = 0; older <= newer; older++) {
                ConsistencyProof proof = tiles.tree(newer).growthFrom(new TreeSize(older));
                if (older > 0) {
                    assertThat(proof.path()).isEqualTo(ALL.first(newer).proof(older));
                }
                TreeHead before = HEADS.get(older);
                TreeHead after = HEADS.get(newer);
                assertThat(proof.connects(before, after)).isTrue();
                assertThat(Flips.some(proof.path(), older + newer))
                        .noneMatch(path -> new ConsistencyProof(path).connects(before, after));
            }
        }
    }

    @Test
    void no_proof_survives_the_flip_of_any_of_its_bits() {
        for (int newer = 1; newer <= EVERY_BIT_UP_TO; newer++) {
            for (int older = 1; older < newer; older++) {
                TreeHead before = HEADS.get(older);
                TreeHead after = HEADS.get(newer);
                assertThat(Flips.all(ALL.first(newer).proof(older)))
                        .noneMatch(path -> new ConsistencyProof(path).connects(before, after));
            }
        }
    }

    @Test
    void neither_root_may_be_another() {
        for (int newer = 1; newer <= LARGEST; newer++) {
            for (int older = 1; older < newer; older += 5) {
                var proof = new ConsistencyProof(ALL.first(newer).proof(older));
                TreeHead before = HEADS.get(older);
                TreeHead after = HEADS.get(newer);
                assertThat(proof.connects(spoilt(before), after)).isFalse();
                assertThat(proof.connects(before, spoilt(after))).isFalse();
            }
        }
    }

    @Test
    void a_path_with_a_hash_too_few_or_too_many_is_refused() {
        for (int newer = 2; newer <= LARGEST; newer += 3) {
            for (int older = 1; older < newer; older += 5) {
                List<Hash> path = ALL.first(newer).proof(older);
                List<Hash> longer = new ArrayList<>(path);
                longer.add(path.getLast());
                List<Hash> shorter = path.subList(0, path.size() - 1);
                assertThat(connects(longer, older, newer)).isFalse();
                assertThat(connects(shorter, older, newer)).isFalse();
                assertThat(connects(List.of(), older, newer)).isFalse();
            }
        }
    }

    /** The roots are both reached, but not at the height that the claimed size has. */
    @Test
    void a_proof_between_small_trees_is_none_to_a_large_one() {
        var proof = new ConsistencyProof(ALL.first(4).proof(2));
        TreeHead four = HEADS.get(4);
        assertThat(proof.connects(HEADS.get(2), four)).isTrue();
        for (long claimed : new long[] {5, 8, 1000, 1L << 41, Long.MAX_VALUE}) {
            var large = new TreeHead(new TreeSize(claimed), four.root());
            assertThat(proof.connects(HEADS.get(2), large)).isFalse();
        }
    }

    @Test
    void from_nothing_to_any_tree_there_is_nothing_to_prove() {
        assertThat(connects(List.of(), 0, 5)).isTrue();
        assertThat(connects(List.of(HEADS.get(5).root()), 0, 5)).isFalse();
        assertThat(connects(List.of(), 0, 0)).isTrue();
    }

    @Test
    void an_empty_tree_has_one_root_only() {
        var wrong = new TreeHead(TreeSize.ZERO, HEADS.get(1).root());
        assertThat(ConsistencyProof.EMPTY.connects(wrong, HEADS.get(5))).isFalse();
        assertThat(ConsistencyProof.EMPTY.connects(wrong, wrong)).isFalse();
    }

    @Test
    void equal_sizes_want_equal_roots_and_no_path() {
        assertThat(connects(List.of(), 7, 7)).isTrue();
        assertThat(connects(List.of(HEADS.get(7).root()), 7, 7)).isFalse();
        assertThat(ConsistencyProof.EMPTY.connects(HEADS.get(7), spoilt(HEADS.get(7)))).isFalse();
    }

    @Test
    void no_tree_shrinks() {
        List<Hash> path = ALL.first(8).proof(6);
        assertThat(connects(path, 8, 6)).isFalse();
        assertThat(connects(List.of(), 8, 0)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredTiles.numbered(6).tree(6).growthFrom(new TreeSize(8)));
    }

    @Test
    void the_recorded_proofs_are_made_and_hold() {
        var tiles = StoredTiles.numbered(65_537);
        tiles.grow(65_537, Vectors.SIZE);
        ConsistencyProof proof = tiles.tree(Vectors.SIZE).growthFrom(new TreeSize(65_537));
        assertThat(proof.path()).isEqualTo(Vectors.base64Hashes(Vectors.at("cons")));
        assertThat(proof.connects(recorded(65_537), recorded(Vectors.SIZE))).isTrue();
        Vectors.at("ref_cons")
                .forEachEntry(
                        (name, path) -> {
                            String[] sizes = name.split("/", 2);
                            TextbookTree older = ReferenceLeaves.first(Integer.parseInt(sizes[0]));
                            TextbookTree newer = ReferenceLeaves.first(Integer.parseInt(sizes[1]));
                            assertThat(
                                            new ConsistencyProof(Vectors.hexHashes(path))
                                                    .connects(older.head(), newer.head()))
                                    .isTrue();
                        });
    }

    private static TreeHead recorded(int size) {
        String root = Vectors.at("roots").get(Integer.toString(size)).asString();
        return new TreeHead(new TreeSize(size), Hash.of(Bytes.base64(root)));
    }

    private static boolean connects(List<Hash> path, int older, int newer) {
        return new ConsistencyProof(path).connects(HEADS.get(older), HEADS.get(newer));
    }

    private static TreeHead spoilt(TreeHead head) {
        return new TreeHead(head.size(), Flips.flipped(head.root(), 77));
    }

    private static List<TreeHead> heads() {
        List<TreeHead> heads = new ArrayList<>();
        for (int size = 0; size <= LARGEST; size++) {
            heads.add(ALL.first(size).head());
        }
        return heads;
    }
}
