package dev.tabellion.signer.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.GrowthVerdict.Elsewhere;
import dev.tabellion.tlog.GrowthVerdict.Inconsistent;
import dev.tabellion.tlog.StoredTiles;
import dev.tabellion.tlog.TestKey;
import dev.tabellion.tlog.TreeSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessMemoryTest {
    private static final Instant NOW = PocketWitness.NOW;
    private static final StoredTiles LOG = StoredTiles.numbered(300);

    @TempDir Path folder;
    private PocketWitness witness;

    @BeforeEach
    void it_runs() throws Exception {
        witness = PocketWitness.in(folder);
    }

    @Test
    void a_fork_is_not_cosigned_and_what_proves_it_is_kept() throws Exception {
        witness.answer(LOG.asked(0, 256));
        var fork = StoredTiles.forked(100, 300);
        assertThat(witness.answer(fork.asked(256, 300)))
                .isInstanceOfSatisfying(
                        WitnessAnswer.NotGrown.class,
                        refused -> assertThat(refused.verdict()).isInstanceOf(Inconsistent.class));
        assertThat(witness.kept()).hasSize(1);

        assertThat(witness.answer(fork.asked(256, 256)))
                .isInstanceOfSatisfying(
                        WitnessAnswer.NotGrown.class,
                        refused -> assertThat(refused.verdict()).isInstanceOf(Inconsistent.class));
        assertThat(witness.kept()).hasSize(3);
        assertThat(witness.kept(".fork-known").head()).isEqualTo(LOG.signed(256).head());
        assertThat(witness.kept(".fork-shown")).isEqualTo(fork.signed(256));
        assertThat(witness.vouching(LOG.asked(256, 300), NOW))
                .isEqualTo(PocketWitness.vouchedAt(NOW));
    }

    @Test
    void what_was_cosigned_is_remembered_over_a_restart_and_shown() throws Exception {
        witness.answer(LOG.asked(0, 256));
        witness = PocketWitness.in(folder);
        assertThat(witness.answer(LOG.asked(0, 7)))
                .isEqualTo(
                        new WitnessAnswer.NotGrown(
                                new Elsewhere(TreeSize.ZERO, LOG.signed(256).head())));
        var shown = witness.shown();
        assertThat(shown.head()).isEqualTo(LOG.signed(256).head());
        assertThat(shown.judge(TestKey.LOG.key()).isVouched()).isTrue();
        assertThat(shown.judge(witness.key().key())).isEqualTo(PocketWitness.vouchedAt(NOW));
        assertThat(witness.itself().cosigned(Bytes.utf8("another").sha256())).isNull();
    }

    @Test
    void a_memory_that_was_damaged_is_not_taken_for_none() throws Exception {
        witness.answer(LOG.asked(0, 256));
        Path file = witness.kept().getFirst();
        String content = Files.readString(file);
        for (String damaged : List.of("", content.replace("256", "255"), content.substring(9))) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> PocketWitness.in(folder)).isInstanceOf(IOException.class);
        }
        Files.writeString(file, content);
        witness = PocketWitness.in(folder);
    }

    @Test
    void what_comes_beside_the_logs_signature_is_not_kept() throws Exception {
        var asked = LOG.asked(0, 7);
        var junk = TestKey.WITNESS.cosign(asked.checkpoint().note().text(), 5);
        var beside = asked.checkpoint().with(List.of(junk));
        witness.answer(new AddCheckpoint(asked.old(), asked.proof(), beside));
        assertThat(witness.shown().note().signatures()).hasSize(2).doesNotContain(junk);
    }
}
