package dev.tabellion.signer.vault.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.vault.KeyKind;
import dev.tabellion.signer.vault.VaultKey;
import dev.tabellion.tlog.Ed25519Key;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Ed25519 key in a real PKCS#11 token, by calls of our own; what it signs, the JDK verifies. */
class TokenEd25519Test {
    private static final String LABEL = "the log";
    private static final Bytes MESSAGE = Bytes.utf8("to be signed in the token\n");
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir private Path home;
    private SoftHsm hsm;
    private TokenEd25519 key;

    @BeforeEach
    void plugIn() {
        hsm = SoftHsm.in(home);
        key = TokenEd25519.open(hsm.settings(), LABEL);
    }

    @AfterEach
    void close() {
        key.close();
    }

    @Test
    void a_key_is_made_there_once_and_signs() {
        assertThat(key.find()).isNull();
        Bytes half = key.make();
        assertThat(key.find()).isEqualTo(half);
        assertThat(key.make()).isEqualTo(half);
        assertSigns(half);
        assertThat(new Ed25519Key(half).verifies(Bytes.utf8("another"), key.sign(MESSAGE)))
                .isFalse();
    }

    @Test
    void the_token_itself_says_that_it_was_born_there_and_cannot_leave() {
        key.make();
        assertThat(key.attributes()).containsAllEntriesOf(SoftHsm.OF_A_KEY_BORN_THERE);
    }

    @Test
    void of_a_key_that_is_gone_it_does_not_say_that_its_attributes_are_unknown() throws Exception {
        SharedLibrary shared = SharedLibrary.entered(SoftHsm.library());
        Cryptoki library = shared.functions();
        long slot = library.slotLabelled(hsm.label());
        try (TokenSession session = TokenSession.toRead(library, slot)) {
            assertThatThrownBy(() -> KeyFlags.of(session, Integer.MAX_VALUE))
                    .isInstanceOf(CallFailed.class)
                    .hasMessageContaining("C_GetAttributeValue");
        } finally {
            shared.leave();
        }
    }

    @Test
    void it_is_found_again_by_a_later_login_and_by_its_own_label_only() {
        Bytes half = key.make();
        key.close();
        key = TokenEd25519.open(hsm.settings(), LABEL);
        assertThat(key.find()).isEqualTo(half);
        assertSigns(half);
        try (var other = TokenEd25519.open(hsm.settings(), "another log")) {
            assertThat(other.find()).isNull();
            assertThat(other.make()).isNotEqualTo(half);
        }
        assertSigns(half);
    }

    @Test
    void a_key_that_the_token_has_not_signs_nothing() {
        assertThatThrownBy(() -> key.sign(MESSAGE))
                .isInstanceOf(SignerUnavailable.class)
                .hasStackTraceContaining("no private Ed25519 key 'the log'");
    }

    @Test
    void a_key_that_cannot_be_seen_for_want_of_a_login_is_not_said_to_be_missing()
            throws Exception {
        Bytes half = key.make();
        logOut();
        assertThat(foundInTime()).isEqualTo(half);
        assertSigns(half);
    }

    /** It is logged in anew, perhaps not at once. */
    private @Nullable Bytes foundInTime() {
        long began = System.nanoTime();
        while (true) {
            try {
                return key.find();
            } catch (SignerUnavailable e) {
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
                Thread.onSpinWait();
            }
        }
    }

    /** As a library may by itself: for the whole process. */
    private void logOut() throws TokenTrouble {
        var logout =
                new Cryptoki.Function("C_Logout", 19, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
        SharedLibrary shared = SharedLibrary.entered(SoftHsm.library());
        Cryptoki library = shared.functions();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment session = arena.allocate(JAVA_LONG);
            library.check(
                    Cryptoki.Function.OPEN_SESSION,
                    library.slotLabelled(hsm.label()),
                    4L, // CKF_SERIAL_SESSION
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    session);
            library.check(logout, session.get(JAVA_LONG, 0));
            library.check(Cryptoki.Function.CLOSE_SESSION, session.get(JAVA_LONG, 0));
        } finally {
            shared.leave();
        }
    }

    @Test
    void of_two_keys_with_its_label_none_is_taken() {
        key.make();
        hsm.importEd25519(home.resolve("second.pem"), LABEL);
        assertThatThrownBy(() -> key.find())
                .isInstanceOf(SignerUnavailable.class)
                .hasStackTraceContaining("more than one");
        assertThatThrownBy(() -> key.sign(MESSAGE)).isInstanceOf(SignerUnavailable.class);
    }

    @Test
    void a_key_that_was_a_file_signs_as_well_and_the_token_tells_that_it_was_not_born_there() {
        Bytes half = hsm.importEd25519(home.resolve("key.pem"), LABEL);
        assertThat(key.find()).isEqualTo(half);
        assertSigns(half);
        assertThat(key.attributes()).containsEntry("local", "no");
    }

    @Test
    void a_wrong_pin_is_refused() {
        key.close(); // a login is the whole process's
        SoftHsm locked = SoftHsm.in(home.resolve("locked"));
        assertThatThrownBy(() -> TokenEd25519.open(locked.settings("wrong"::toCharArray), LABEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PIN");
    }

    @Test
    void a_token_that_was_lost_is_used_again_when_it_is_back() {
        Bytes half = key.make();
        assertSigns(half);
        hsm.pull();
        for (int each = 0; each < 3; each++) {
            assertThatThrownBy(() -> key.sign(MESSAGE)).isInstanceOf(SignerUnavailable.class);
        }
        hsm.plug();
        assertComesBack(half);
    }

    @Test
    void keys_of_the_signer_in_the_same_token_neither_harm_it_nor_are_harmed() throws Exception {
        Bytes half = key.make();
        try (Token token = Token.open(hsm.settings())) {
            var vault = new Pkcs11Vault(token);
            VaultKey signers = VaultKey.of(vault.generate(KeyKind.ECDSA));
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Boolean>> calls =
                        IntStream.range(0, 200)
                                .<Callable<Boolean>>mapToObj(
                                        each ->
                                                each % 2 == 0
                                                        ? () -> isSignedBy(half)
                                                        : () ->
                                                                signers.isOtherHalfOf(
                                                                        m ->
                                                                                vault.sign(
                                                                                        signers,
                                                                                        m)))
                                .toList();
                for (Future<Boolean> each : callers.invokeAll(calls)) {
                    assertThat(each.get()).isTrue();
                }
            }
            hsm.pull();
            assertThatThrownBy(() -> key.sign(MESSAGE)).isInstanceOf(SignerUnavailable.class);
            assertThatThrownBy(() -> vault.sign(signers, MESSAGE))
                    .isInstanceOf(SignerUnavailable.class);
            hsm.plug();
        }
        assertComesBack(half);
    }

    @Test
    void who_has_lost_its_sessions_by_anothers_start_of_the_library_has_new_ones_at_once()
            throws Exception {
        Bytes half = key.make();
        SharedLibrary library = SharedLibrary.entered(SoftHsm.library());
        try {
            for (int each = 0; each < 3; each++) {
                library.alone().lock();
                try {
                    library.restart();
                } finally {
                    library.alone().unlock();
                }
                assertSigns(half);
            }
        } finally {
            library.leave();
        }
    }

    @Test
    void who_looks_for_a_lost_token_does_not_end_all_others_sessions_again_and_again() {
        Bytes half = key.make();
        SharedLibrary library = SharedLibrary.entered(SoftHsm.library());
        TokenSettings good = hsm.settings();
        var missing = new TokenSettings.Slot.Labelled("missing");
        var settings = new TokenSettings(good.library(), missing, good.pin(), 1, DEADLINE);
        try (var lost = TokenEd25519.open(settings, LABEL)) {
            int before = library.start();
            long began = System.nanoTime();
            while (System.nanoTime() - began < Duration.ofSeconds(3).toNanos()) {
                assertThatThrownBy(lost::find).isInstanceOf(SignerUnavailable.class);
                assertSigns(half);
            }
            assertThat(library.start() - before).isLessThan(2);
        } finally {
            library.leave();
        }
    }

    @Test
    void who_waits_to_log_in_behind_a_call_that_hangs_does_not_keep_others_out() throws Exception {
        key.make();
        SharedLibrary library = SharedLibrary.entered(SoftHsm.library());
        var isOver = new CountDownLatch(1);
        var isHanging = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = threads.submit(() -> hang(library, isHanging, isOver));
            isHanging.await();
            hsm.pull();
            var _ = threads.submit(() -> askUntil(isOver));
            try {
                long began = System.nanoTime();
                while (System.nanoTime() - began < Duration.ofSeconds(4).toNanos()) {
                    assertThat(library.inside().tryLock(2, TimeUnit.SECONDS)).isTrue();
                    library.inside().unlock();
                }
            } finally {
                isOver.countDown();
            }
        } finally {
            library.leave();
        }
    }

    private static boolean hang(
            SharedLibrary library, CountDownLatch isHanging, CountDownLatch isOver)
            throws InterruptedException {
        library.inside().lock();
        try {
            isHanging.countDown();
            return isOver.await(1, TimeUnit.MINUTES);
        } finally {
            library.inside().unlock();
        }
    }

    private void askUntil(CountDownLatch isOver) {
        while (isOver.getCount() > 0) {
            var _ = catchThrowable(() -> key.sign(MESSAGE));
        }
    }

    private void assertComesBack(Bytes half) {
        long began = System.nanoTime();
        while (catchThrowable(() -> key.sign(MESSAGE)) instanceof SignerUnavailable) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
            Thread.onSpinWait();
        }
        assertSigns(half);
    }

    private void assertSigns(Bytes half) {
        assertThat(isSignedBy(half)).isTrue();
    }

    private boolean isSignedBy(Bytes half) {
        return new Ed25519Key(half).verifies(MESSAGE, key.sign(MESSAGE));
    }
}
