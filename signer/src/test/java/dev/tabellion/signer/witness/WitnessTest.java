package dev.tabellion.signer.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.GrowthVerdict.Elsewhere;
import dev.tabellion.tlog.GrowthVerdict.Inconsistent;
import dev.tabellion.tlog.GrowthVerdict.Shrinking;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.Quorum;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.StoredTiles;
import dev.tabellion.tlog.TestKey;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.WitnessPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
    private static final Instant NOW = PocketWitness.NOW;
    private static final StoredTiles LOG = StoredTiles.numbered(300);
    @TempDir Path folder;
    private PocketWitness witness;

    @BeforeEach
    void it_runs() throws Exception {
        witness = PocketWitness.in(folder);
    }

    @Test
    void growth_is_cosigned_from_nothing_on() {
        for (AddCheckpoint each :
                List.of(
                        LOG.asked(0, 7),
                        LOG.asked(7, 256),
                        LOG.asked(256, 256),
                        LOG.asked(256, 300))) {
            assertThat(witness.vouching(each, NOW)).isEqualTo(PocketWitness.vouchedAt(NOW));
        }
    }

    @Test
    void an_empty_log_is_cosigned_too() {
        var empty = LOG.asked(0, 0);
        assertThat(witness.vouching(empty, NOW)).isEqualTo(PocketWitness.vouchedAt(NOW));
    }

    @Test
    void one_that_stands_elsewhere_is_told_where_this_one_stands() {
        witness.answer(LOG.asked(0, 256));
        assertThat(witness.answer(LOG.asked(7, 300))).isEqualTo(elsewhere(7, LOG.signed(256)));
        assertThat(witness.answer(LOG.asked(0, 7))).isEqualTo(elsewhere(0, LOG.signed(256)));
    }

    @Test
    void a_proof_where_none_belongs_or_to_a_smaller_tree_is_refused() {
        var proof = LOG.tree(256).growthFrom(new TreeSize(7));
        var fromNothing = new AddCheckpoint(TreeSize.ZERO, proof, LOG.signed(256));
        assertThat(((WitnessAnswer.NotGrown) witness.answer(fromNothing)).verdict())
                .isInstanceOf(Inconsistent.class);
        var shrinking = new AddCheckpoint(new TreeSize(9), ConsistencyProof.EMPTY, LOG.signed(7));
        assertThat(((WitnessAnswer.NotGrown) witness.answer(shrinking)).verdict())
                .isInstanceOf(Shrinking.class);
    }

    @Test
    void what_the_log_did_not_sign_is_nobodys() {
        var asked = LOG.asked(0, 7);
        var checkpoint = asked.checkpoint().checkpoint();
        Bytes text = checkpoint.text();
        for (NoteSignature wrong :
                List.of(
                        TestKey.WITNESS.sign(text),
                        TestKey.LOG.sign(Bytes.utf8("another text\n")))) {
            assertThat(witness.answer(with(SignedCheckpoint.of(checkpoint, wrong))))
                    .isInstanceOf(WitnessAnswer.Unsigned.class);
        }
        var forgedBeside =
                asked.checkpoint().with(List.of(TestKey.LOG.sign(Bytes.utf8("another text\n"))));
        assertThat(witness.answer(with(forgedBeside))).isInstanceOf(WitnessAnswer.Unsigned.class);
        assertThat(witness.answer(asked)).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    @Test
    void a_log_that_nobody_told_of_is_unknown() throws Exception {
        var none = new WitnessPolicy(List.of(), List.of(), new Quorum.None());
        var ignorant = new Witness(none, witness.key(), folder);
        assertThat(ignorant.answer(LOG.asked(0, 7), NOW))
                .isInstanceOf(WitnessAnswer.UnknownLog.class);
    }

    @Test
    void of_two_forks_that_come_at_once_one_is_cosigned() throws Exception {
        for (int round = 0; round < 20; round++) {
            var fresh = PocketWitness.in(folder.resolve("round-" + round));
            var fork = StoredTiles.forked(0, 10);
            List<Callable<WitnessAnswer>> both =
                    Stream.of(LOG.asked(0, 10), fork.asked(0, 10))
                            .<Callable<WitnessAnswer>>map(each -> () -> fresh.answer(each))
                            .toList();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.invokeAll(both))
                        .filteredOn(each -> each.resultNow() instanceof WitnessAnswer.Cosigned)
                        .hasSize(1);
            }
        }
    }

    @Test
    void a_clock_put_back_puts_no_statement_back() {
        witness.answer(LOG.asked(0, 7));
        var later = LOG.asked(7, 8);
        assertThat(witness.vouching(later, NOW.minusSeconds(500)))
                .isEqualTo(PocketWitness.vouchedAt(NOW));
    }

    @Test
    void a_log_that_asks_without_end_waits_and_a_repeated_question_costs_no_write() {
        int last = 0;
        WitnessAnswer answer = witness.answer(LOG.asked(0, 1));
        while (answer instanceof WitnessAnswer.Cosigned && last < 200) {
            last++;
            answer = witness.answer(LOG.asked(last, last + 1));
        }
        assertThat(answer).isInstanceOf(WitnessAnswer.TooOften.class);
        assertThat(last).isBetween(60, 199);
        assertThat(witness.answer(LOG.asked(last, last)))
                .isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    private static AddCheckpoint with(SignedCheckpoint checkpoint) {
        return new AddCheckpoint(TreeSize.ZERO, ConsistencyProof.EMPTY, checkpoint);
    }

    private static WitnessAnswer elsewhere(int old, SignedCheckpoint last) {
        return new WitnessAnswer.NotGrown(new Elsewhere(new TreeSize(old), last.head()));
    }
}
