package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthVerdictTest {
    private static final TextbookTree EIGHT = TextbookTree.numbered(8);
    private static final TreeHead FIVE = EIGHT.first(5).head();
    private static final ConsistencyProof PROOF = new ConsistencyProof(EIGHT.proof(5));

    @Test
    void proven_growth_is_consistent() {
        assertThat(judge(FIVE, 5, EIGHT.head(), PROOF)).isEqualTo(new GrowthVerdict.Consistent());
        assertThat(judge(TreeHead.EMPTY, 0, EIGHT.head(), ConsistencyProof.EMPTY))
                .isEqualTo(new GrowthVerdict.Consistent());
        assertThat(judge(FIVE, 5, FIVE, ConsistencyProof.EMPTY))
                .isEqualTo(new GrowthVerdict.Consistent());
    }

    @Test
    void a_proof_that_begins_elsewhere_is_told_where_to_begin() {
        assertThat(judge(FIVE, 4, EIGHT.head(), PROOF))
                .isEqualTo(new GrowthVerdict.Elsewhere(new TreeSize(4), FIVE));
        assertThat(judge(TreeHead.EMPTY, 5, EIGHT.head(), PROOF))
                .isEqualTo(new GrowthVerdict.Elsewhere(new TreeSize(5), TreeHead.EMPTY));
    }

    @Test
    void a_smaller_tree_is_refused_before_all_else() {
        assertThat(judge(EIGHT.head(), 8, FIVE, ConsistencyProof.EMPTY))
                .isEqualTo(new GrowthVerdict.Shrinking(new TreeSize(8), FIVE.size()));
    }

    @Test
    void another_log_or_another_root_is_inconsistent() {
        var fork = new TreeHead(FIVE.size(), EIGHT.root());
        assertThat(judge(fork, 5, EIGHT.head(), PROOF))
                .isEqualTo(new GrowthVerdict.Inconsistent(fork, EIGHT.head()));
        assertThat(judge(FIVE, 5, fork, ConsistencyProof.EMPTY))
                .isEqualTo(new GrowthVerdict.Inconsistent(FIVE, fork));
        var full = new TreeHead(TreeSize.ZERO, EIGHT.root());
        assertThat(judge(TreeHead.EMPTY, 0, full, ConsistencyProof.EMPTY))
                .isEqualTo(new GrowthVerdict.Inconsistent(TreeHead.EMPTY, full));
        var needless = new ConsistencyProof(List.of(EIGHT.root()));
        assertThat(judge(TreeHead.EMPTY, 0, FIVE, needless))
                .isEqualTo(new GrowthVerdict.Inconsistent(TreeHead.EMPTY, FIVE));
    }

    private static GrowthVerdict judge(
            TreeHead last, long old, TreeHead next, ConsistencyProof proof) {
        return GrowthVerdict.of(last, new TreeSize(old), next, proof);
    }
}
