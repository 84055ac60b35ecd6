package dev.tabellion.signer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Checkpoint;
import dev.tabellion.tlog.CheckpointSigner.Answer;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.Frontier;
import dev.tabellion.tlog.GrowthVerdict;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TileWriter;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.WrittenTile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckpointSignerTest {
    private static final Origin ORIGIN = new Origin("log.example.com/2030");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path folder;
    private FolderCheckpointSigner signer;

    @BeforeEach
    void open() {
        signer = FolderCheckpointSigner.open(new LogFolder(folder), ORIGIN, CLOCK);
    }

    @AfterEach
    void close() {
        signer.close();
    }

    @Test
    void growth_is_signed_and_the_signature_verifies() {
        assertThat(signed("a", 3)).isInstanceOf(Answer.Signed.class);
        assertThat(signed("a", 300)).isInstanceOf(Answer.Signed.class);
        assertThat(signer.last()).isEqualTo(Grown.of("a", 300).head());
    }

    @Test
    void whatever_keeps_it_from_opening_the_folder_is_let_go_of(@TempDir Path another) {
        var defect = new IllegalStateException("no time");
        InstantSource noTime =
                () -> {
                    throw defect;
                };
        Clock broken = noTime.withZone(ZoneOffset.UTC);
        assertThatThrownBy(
                        () -> FolderCheckpointSigner.open(new LogFolder(another), ORIGIN, broken))
                .isSameAs(defect);
        FolderCheckpointSigner.open(new LogFolder(another), ORIGIN, CLOCK).close();
    }

    @Test
    void a_halt_that_cannot_be_written_down_halts_all_the_same() throws Exception {
        Path blocked = folder.resolve("halted");
        Halt halt = new Halt(CLOCK.instant(), "rolling-inspection", "event 17 was edited");
        var gone = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder, gone);
        try {
            assertThatThrownBy(() -> signer.halt(halt)).isInstanceOf(UncheckedIOException.class);
        } finally {
            Files.move(gone, folder);
        }
        assertThat(blocked).doesNotExist();
        assertThat(signed("a", 3)).isEqualTo(new Answer.Halted(halt));
        signer.halt(halt); // tried again when there is room
        assertThat(blocked).exists();
        resume("settled");
        assertThat(signed("a", 3)).isInstanceOf(Answer.Signed.class);
    }

    @Test
    void asked_again_for_the_last_one_it_gives_the_same_signature() {
        assertThat(signed("a", 3)).isEqualTo(signed("a", 3));
    }

    @Test
    void another_tree_of_the_same_size_is_refused() {
        signed("a", 3);
        assertThat(signed("b", 3))
                .isInstanceOfSatisfying(
                        Answer.NotGrown.class,
                        it ->
                                assertThat(it.verdict())
                                        .isInstanceOf(GrowthVerdict.Inconsistent.class));
        assertThat(signer.last()).isEqualTo(Grown.of("a", 3).head());
    }

    @Test
    void a_larger_tree_that_does_not_continue_the_last_is_refused() {
        signed("a", 3);
        assertThat(signed("b", 30)).isInstanceOf(Answer.NotGrown.class);
    }

    @Test
    void a_smaller_tree_is_refused_even_if_it_once_was_signed() {
        signed("a", 3);
        signed("a", 30);
        var small = Grown.of("a", 3).head();
        assertThat(sign(ORIGIN, small, new TreeSize(30), ConsistencyProof.EMPTY))
                .isInstanceOf(Answer.NotGrown.class);
        assertThat(sign(ORIGIN, small, TreeSize.ZERO, ConsistencyProof.EMPTY))
                .isInstanceOf(Answer.NotGrown.class);
    }

    @Test
    void growth_without_its_proof_is_refused() {
        signed("a", 3);
        var head = Grown.of("a", 30).head();
        assertThat(sign(ORIGIN, head, new TreeSize(3), ConsistencyProof.EMPTY))
                .isInstanceOf(Answer.NotGrown.class);
        assertThat(sign(ORIGIN, head, TreeSize.ZERO, ConsistencyProof.EMPTY))
                .isInstanceOf(Answer.NotGrown.class);
    }

    @Test
    void what_is_no_checkpoint_of_this_log_is_refused() {
        var head = Grown.of("a", 3).head();
        assertThat(sign(new Origin("another"), head, TreeSize.ZERO, ConsistencyProof.EMPTY))
                .isInstanceOf(Answer.NotOurs.class);
        var extended = new Checkpoint(ORIGIN, head, List.of("more")).text();
        assertThat(signer.sign(extended, TreeSize.ZERO, ConsistencyProof.EMPTY))
                .isInstanceOf(Answer.NotOurs.class);
        assertThat(signer.sign(Bytes.utf8("x\n"), TreeSize.ZERO, ConsistencyProof.EMPTY))
                .isInstanceOf(Answer.NotOurs.class);
        assertThat(signer.last()).isEqualTo(TreeHead.EMPTY);
    }

    @Test
    void it_remembers_across_restarts() {
        signed("a", 30);
        var key = signer.key();
        signer.close();
        open();
        assertThat(signer.key()).isEqualTo(key);
        assertThat(signer.last()).isEqualTo(Grown.of("a", 30).head());
        assertThat(signed("b", 31)).isInstanceOf(Answer.NotGrown.class);
        assertThat(signed("a", 31)).isInstanceOf(Answer.Signed.class);
    }

    @Test
    void nothing_is_signed_that_cannot_be_remembered() throws Exception {
        signed("a", 3);
        Files.move(folder.resolve("head"), folder.resolve("aside"));
        Files.createDirectory(folder.resolve("head"));
        assertThatThrownBy(() -> signed("a", 30)).isInstanceOf(UncheckedIOException.class);
        assertThat(signer.last()).isEqualTo(Grown.of("a", 3).head());
        Files.delete(folder.resolve("head"));
        Files.move(folder.resolve("aside"), folder.resolve("head"));
        assertThat(signed("a", 30)).isInstanceOf(Answer.Signed.class);
    }

    @Test
    void only_its_owner_reads_the_key_and_anybody_may_read_its_public_half() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("vkey")).hasContent(signer.key().vkey());
    }

    @Test
    void a_damaged_key_is_never_replaced() throws Exception {
        signer.close();
        Files.writeString(keyFile(), "damaged");
        assertThatThrownBy(this::open).isInstanceOf(UncheckedIOException.class);
        assertThat(keyFile()).hasContent("damaged");
    }

    @Test
    void a_lost_key_is_missed_and_no_other_made() throws Exception {
        signed("a", 3);
        signer.close();
        Files.delete(keyFile());
        assertThatThrownBy(this::open).isInstanceOf(LogKeyLost.class).hasMessageContaining("gone");
        Files.delete(folder.resolve("vkey"));
        assertThatThrownBy(this::open).isInstanceOf(LogKeyLost.class); // the head tells as well
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void another_key_in_its_place_is_not_signed_with() throws Exception {
        String told = signer.key().vkey();
        signer.close();
        var stranger = new LogFolder(Files.createDirectory(folder.resolve("stranger")));
        FolderCheckpointSigner.open(stranger, ORIGIN, CLOCK).close();
        Files.copy(
                stranger.path().resolve("key.pem"), keyFile(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::open).isInstanceOf(LogKeyLost.class);
        assertThat(folder.resolve("vkey")).hasContent(told);
    }

    @Test
    void who_was_opened_without_its_head_signs_nothing_and_leaves_one_that_is_put_back_alone()
            throws Exception {
        signed("a", 30);
        signer.close();
        Path aside = Files.move(folder.resolve("head"), folder.resolve("aside"));
        open();
        Files.copy(aside, folder.resolve("head"));
        assertThatThrownBy(() -> resume("head is back")).isInstanceOf(LogFolderInUse.class);
        Files.delete(folder.resolve("halted")); // by hand, and not as told
        assertThat(signed("b", 3)).isInstanceOf(Answer.Halted.class);
        assertThat(folder.resolve("head")).hasSameBinaryContentAs(aside);

        signer.close();
        open();
        assertThat(signed("b", 31)).isInstanceOf(Answer.NotGrown.class);
        assertThat(signed("a", 31)).isInstanceOf(Answer.Signed.class);
    }

    @Test
    void a_mark_that_leads_nowhere_halts_as_well() throws Exception {
        Files.createSymbolicLink(folder.resolve("halted"), folder.resolve("nowhere"));
        assertThat(signed("a", 3)).isInstanceOf(Answer.Halted.class);
    }

    @Test
    void one_ceremony_ends_all_that_halts_and_none_that_came_after_it() {
        Halt own = new Halt(CLOCK.instant(), "rolling audit", "event 17 was edited");
        Halt told = new Halt(CLOCK.instant(), "tabellion log verify", "event 17 was edited");
        Halt later = new Halt(CLOCK.instant().plusSeconds(1), "rolling audit", "event 18, too");
        signer.halt(own);
        signer.hear(List.of(own, told));
        LogFolder log = new LogFolder(folder);
        List<Halt> shown = log.mark().halts();
        assertThat(shown).containsExactly(own, told);

        signer.hear(List.of(later));
        log.resume(shown, CLOCK.instant(), "Ada", "settled");
        assertThat(signer.halted()).isEqualTo(later);
        assertThat(signer.ends()).allMatch(each -> each.isBy(signer.key()));
        assertThat(signer.ends().stream().map(EndedHalt::halt)).containsExactly(own, told);
        resume("settled as well");
        assertThat(signer.halted()).isNull();
    }

    @Test
    void a_mark_that_cannot_be_read_is_one_halt_however_its_path_is_spelt_and_ends_as_any()
            throws Exception {
        Files.writeString(folder.resolve("halted"), "torn");
        Halt halt = new LogFolder(folder.resolve("../" + folder.getFileName())).mark().first();
        assertThat(halt).isEqualTo(signer.halted());
        signer.hear(List.of(new Halt(CLOCK.instant(), "rolling audit", "event 17 was edited")));
        assertThat(signer.halted()).isEqualTo(halt);
        resume("looked into, beside the node"); // which goes on
        assertThat(signer.halted()).isNull();
    }

    @Test
    void what_another_decided_is_remembered_where_it_halts_nothing() {
        Halt halt = new Halt(CLOCK.instant(), "rolling audit", "event 17 was edited");
        signer.halt(halt);
        resume("settled");
        EndedHalt decided = signer.ends().getFirst();
        folder.resolve("resumptions").toFile().delete();
        signer.resume(decided);
        assertThat(signer.ends()).containsExactly(decided);
        Halt another = new Halt(halt.since().plusSeconds(1), halt.by(), halt.what());
        signer.resume(new EndedHalt(another, decided.decision()));
        assertThat(signer.ends()).containsExactly(decided);
    }

    @Test
    void many_who_see_an_edit_at_once_leave_one_mark_and_no_draft() throws Exception {
        var halt = new Halt(CLOCK.instant(), "Ada", "event 17 was edited");
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Void>> writers =
                    Collections.nCopies(
                            64,
                            () -> {
                                new HaltMark(folder.resolve("halted")).put(halt);
                                return null;
                            });
            for (Future<Void> each : threads.invokeAll(writers)) {
                each.get();
            }
        }
        assertThat(signer.halted()).isEqualTo(halt);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void what_is_seen_while_another_halts_outlives_its_end() {
        Halt told = new Halt(CLOCK.instant(), "rolling audit", "event 17 was edited");
        Halt own = new Halt(CLOCK.instant().plusSeconds(1), "rolling audit", "event 18 was edited");
        signer.hear(List.of(told));
        signer.halt(own);
        signer.halt(new Halt(own.since().plusSeconds(600), own.by(), own.what()));
        LogFolder log = new LogFolder(folder);
        assertThat(log.mark().halts()).containsExactly(told, own);
        log.resume(List.of(told), CLOCK.instant(), "Ada", "settled");
        assertThat(signer.halted()).isEqualTo(own);
    }

    @Test
    void what_is_seen_beside_a_mark_that_cannot_be_read_is_known_and_halts_when_that_is_gone()
            throws Exception {
        Files.writeString(folder.resolve("halted"), "torn");
        Halt own = new Halt(CLOCK.instant(), "rolling audit", "event 17 was edited");
        signer.halt(own);
        assertThat(signer.halted()).isEqualTo(own);
        resume("looked into");
        assertThat(signer.halted()).isEqualTo(own);
    }

    @Test
    void a_halt_that_cannot_be_taken_away_now_is_not_called_ended() throws Exception {
        Halt halt = new Halt(CLOCK.instant(), "rolling audit", "event 17 was edited");
        signer.halt(halt);
        LogFolder log = new LogFolder(folder);
        Path mark = folder.resolve("halted");
        Path aside = folder.resolve("aside");
        Files.move(mark, aside);
        Files.createSymbolicLink(mark, mark); // which no read comes to the end of
        assertThatThrownBy(() -> log.resume(List.of(halt), CLOCK.instant(), "Ada", "settled"))
                .isInstanceOf(IllegalStateException.class);
        Files.move(aside, mark, StandardCopyOption.REPLACE_EXISTING);
        signer.resume(signer.ends().getFirst()); // as the node's next look has it
        assertThat(signer.halted()).isNull();
        assertThat(signer.ends()).hasSize(1);
    }

    @Test
    void a_checkpoint_of_another_key_recalls_nothing() throws Exception {
        signed("a", 3);
        var ours = checkpoint("a", 3);
        signer.close();
        Files.delete(folder.resolve("head"));
        var stranger = new LogFolder(Files.createDirectory(folder.resolve("stranger")));
        FolderCheckpointSigner.open(stranger, ORIGIN, CLOCK).close();
        assertThat(stranger.recall(ours, CLOCK.instant())).isFalse();
        assertThat(new LogFolder(folder).recall(ours, CLOCK.instant())).isTrue();
        open();
        assertThat(signer.last()).isEqualTo(ours.head());
    }

    private SignedCheckpoint checkpoint(String leaves, int size) {
        var signature = ((Answer.Signed) signed(leaves, size)).signature();
        return SignedCheckpoint.of(
                new Checkpoint(ORIGIN, Grown.of(leaves, size).head()), signature);
    }

    private void resume(String reason) {
        LogFolder log = new LogFolder(folder);
        log.resume(log.mark().halts(), CLOCK.instant(), "Ada", reason);
    }

    private Path keyFile() {
        return folder.resolve("key.pem");
    }

    /** Asked as the log asks, for a tree of so many leaves of this kind. */
    private Answer signed(String leaves, int size) {
        Grown tree = Grown.of(leaves, size);
        TreeSize old = signer.last().size();
        var answer = sign(ORIGIN, tree.head(), old, tree.tree().growthFrom(old));
        if (answer instanceof Answer.Signed(var signature)) {
            var note = SignedCheckpoint.of(new Checkpoint(ORIGIN, tree.head()), signature);
            assertThat(note.judge(signer.key()).isVouched()).isTrue();
        }
        return answer;
    }

    private Answer sign(Origin origin, TreeHead head, TreeSize old, ConsistencyProof proof) {
        return signer.sign(new Checkpoint(origin, head).text(), old, proof);
    }

    private record Grown(TreeHead head, MerkleTree tree) {
        static Grown of(String leaves, int size) {
            Map<Tile, Bytes> tiles = new HashMap<>();
            var writer = new TileWriter(new MerkleTree(tiles::get, TreeSize.ZERO));
            var peaks = new Frontier(RightEdge.EMPTY);
            for (int each = 0; each < size; each++) {
                Hash leaf = Hash.ofLeaf(Bytes.utf8(leaves + each));
                writer.append(leaf);
                peaks.append(leaf);
            }
            for (WrittenTile written : writer.take()) {
                tiles.put(written.tile(), written.content().bytes());
            }
            return new Grown(peaks.head(), new MerkleTree(tiles::get, peaks.size()));
        }
    }
}
