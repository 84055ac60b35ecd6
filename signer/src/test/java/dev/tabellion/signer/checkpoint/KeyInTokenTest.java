package dev.tabellion.signer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.vault.pkcs11.SoftHsm;
import dev.tabellion.signer.vault.pkcs11.TokenEd25519;
import dev.tabellion.tlog.Checkpoint;
import dev.tabellion.tlog.CheckpointSigner.Answer;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log's folder whose key is in a real token. */
class KeyInTokenTest {
    private static final Origin ORIGIN = new Origin("log.example.com/2030");
    private static final String LABEL = "tabellion-log";
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path home;
    @TempDir private Path folder;
    private SoftHsm hsm;
    private TokenEd25519 token;

    @BeforeEach
    void plugIn() {
        hsm = SoftHsm.in(home);
        token = TokenEd25519.open(hsm.settings(), LABEL);
    }

    @AfterEach
    void pullOut() {
        token.close();
    }

    @Test
    void the_first_start_makes_the_key_and_each_later_one_finds_it() {
        var signer = open();
        var key = signer.key();
        assertSigns(signer);
        signer.close();
        assertThat(folder.resolve("key.pem")).doesNotExist();
        assertThat(token.find()).isEqualTo(key.key().bytes());
        try (var later = open()) {
            assertThat(later.key()).isEqualTo(key);
            assertThat(later.last()).isEqualTo(tree());
            assertSigns(later);
        }
    }

    @Test
    void one_that_was_made_beforehand_is_the_logs_and_no_second_one_is_made() {
        assertThat(folder().make(CLOCK.instant())).isTrue();
        assertThat(folder().make(CLOCK.instant())).isFalse();
        LogKeyReport report = Objects.requireNonNull(folder().report());
        assertThat(report.attributes()).containsEntry("extractable", "no");
        try (var signer = open()) {
            assertThat(signer.key().key()).isEqualTo(report.half());
            assertThat(signer.halted()).isNull();
            assertThatThrownBy(() -> folder().make(CLOCK.instant()))
                    .isInstanceOf(LogFolderInUse.class);
        }
    }

    @Test
    void a_folder_that_knows_nothing_beside_a_token_that_has_the_key_is_halted() {
        token.make();
        try (var signer = open()) {
            assertThat(sign(signer)).isInstanceOf(Answer.Halted.class);
        }
    }

    @Test
    void a_folder_of_another_key_is_left_alone() {
        var file = new LogFolder(folder);
        FolderCheckpointSigner.open(file, ORIGIN, CLOCK).close();
        assertThatThrownBy(this::open).isInstanceOf(LogKeyLost.class).hasMessageContaining("gone");
        assertThat(token.find()).isNull();
        token.make();
        assertThatThrownBy(this::open)
                .isInstanceOf(LogKeyLost.class)
                .hasMessageContaining("is not the one");
    }

    @Test
    void while_the_token_is_gone_nothing_is_signed_and_what_was_remembered_is_signed_after_it() {
        try (var signer = open()) {
            hsm.pull();
            assertThatThrownBy(() -> sign(signer)).isInstanceOf(SignerUnavailable.class);
            assertThat(signer.last()).isEqualTo(tree());
            hsm.plug();
            assertComesBack(signer);
        }
    }

    @Test
    void a_start_without_the_token_goes_on_by_what_the_folder_tells_and_a_first_one_cannot() {
        var first = open();
        var key = first.key();
        first.close();
        token.close();
        hsm.pull();
        token = TokenEd25519.open(hsm.settings(), LABEL);
        try (var signer = open()) {
            assertThat(signer.key()).isEqualTo(key);
            assertThatThrownBy(() -> sign(signer)).isInstanceOf(SignerUnavailable.class);
            hsm.plug();
            assertComesBack(signer);
        }
        hsm.pull();
        var empty = LogFolder.withKeyIn(token, made(home.resolve("empty")));
        assertThatThrownBy(() -> FolderCheckpointSigner.open(empty, ORIGIN, CLOCK))
                .isInstanceOf(SignerUnavailable.class);
        hsm.plug();
    }

    @Test
    void another_token_under_the_same_names_publishes_nothing() {
        try (var signer = open()) {
            assertSigns(signer);
            hsm.pull();
            SoftHsm.forOthers(home); // the same label, and nothing in it
            assertThatThrownBy(() -> sign(signer)).isInstanceOf(SignerUnavailable.class);
            madeInTheOther();
            assertThat(awaitAnswer(signer)).isInstanceOf(UnsoundSignature.class);
            assertThat(signer.last()).isEqualTo(tree());
        }
    }

    private void madeInTheOther() {
        long began = System.nanoTime();
        while (catchThrowable(token::make) instanceof SignerUnavailable) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
            Thread.onSpinWait();
        }
    }

    @Test
    void decisions_are_signed_there_as_well() {
        try (var signer = open()) {
            signer.halt(new Halt(CLOCK.instant(), "rolling audit", "event 17 was edited"));
            List<Halt> halts = folder().mark().halts();
            folder().resume(halts, CLOCK.instant(), "Ada", "settled");
            assertThat(signer.ends()).hasSize(1).allMatch(each -> isBy(each, signer));
            assertThat(signer.halted()).isNull();
        }
    }

    private static boolean isBy(EndedHalt ended, FolderCheckpointSigner signer) {
        return ended.isBy(signer.key());
    }

    private LogFolder folder() {
        return LogFolder.withKeyIn(token, folder);
    }

    private FolderCheckpointSigner open() {
        return FolderCheckpointSigner.open(folder(), ORIGIN, CLOCK);
    }

    private static TreeHead tree() {
        return new TreeHead(new TreeSize(1), Hash.ofLeaf(Bytes.utf8("a leaf")));
    }

    private static Answer sign(FolderCheckpointSigner signer) {
        return signer.sign(
                new Checkpoint(ORIGIN, tree()).text(),
                signer.last().size(),
                ConsistencyProof.EMPTY);
    }

    private static void assertSigns(FolderCheckpointSigner signer) {
        var signature = ((Answer.Signed) sign(signer)).signature();
        var note = SignedCheckpoint.of(new Checkpoint(ORIGIN, tree()), signature);
        assertThat(note.judge(signer.key()).isVouched()).isTrue();
    }

    private static void assertComesBack(FolderCheckpointSigner signer) {
        assertThat(awaitAnswer(signer)).isNull();
        assertSigns(signer);
    }

    /** What it throws once the token answers; null if it signs. */
    private static @Nullable Throwable awaitAnswer(FolderCheckpointSigner signer) {
        long began = System.nanoTime();
        while (true) {
            try {
                sign(signer);
                return null;
            } catch (SignerUnavailable e) {
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
                Thread.onSpinWait();
            } catch (UnsoundSignature e) {
                return e;
            }
        }
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectory(directory);
        } catch (IOException e) {
            throw new IllegalStateException("making " + directory, e);
        }
    }
}
