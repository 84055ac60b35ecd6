package dev.tabellion.signer.vault.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.vault.KeyKind;
import dev.tabellion.signer.vault.UnsupportedKeyKind;
import dev.tabellion.signer.vault.VaultKey;
import dev.tabellion.verify.KeyMaterial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys in a real PKCS#11 token. */
class Pkcs11VaultTest {
    private static final Bytes MESSAGE = Bytes.utf8("to be signed in the token");
    private static final Queue<KeyStore> KEPT = new ConcurrentLinkedQueue<>();
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir private Path home;
    private SoftHsm hsm;
    private Token token;
    private Pkcs11Vault vault;

    @BeforeEach
    void plugIn() {
        hsm = SoftHsm.in(home);
        token = Token.open(hsm.settings());
        vault = new Pkcs11Vault(token);
    }

    @AfterEach
    void close() {
        token.close();
    }

    @ParameterizedTest
    @EnumSource(value = KeyKind.class, names = "ED25519", mode = EnumSource.Mode.EXCLUDE)
    void a_key_is_born_in_the_token_and_signs_there(KeyKind kind) throws Exception {
        VaultKey key = VaultKey.of(vault.generate(kind));
        assertSigns(vault, key);
        assertThat(KeyMaterial.of(key.publicKey())).isEqualTo(key.publicKey().value());
    }

    @Test
    void a_key_is_found_again_by_a_later_login() throws Exception {
        VaultKey key = VaultKey.of(vault.generate(KeyKind.ECDSA));
        token.close();
        try (Token later = Token.open(hsm.settings())) {
            assertSigns(new Pkcs11Vault(later), key);
        }
    }

    @Test
    void the_token_itself_says_that_a_key_was_born_there_and_cannot_leave() {
        VaultKey key = VaultKey.of(vault.generate(KeyKind.ECDSA));
        assertThat(vault.attributesOf(key)).containsAllEntriesOf(SoftHsm.OF_A_KEY_BORN_THERE);
    }

    @Test
    void a_key_that_somebody_deletes_in_the_token_is_missed() throws Exception {
        VaultKey kept = VaultKey.of(vault.generate(KeyKind.ECDSA));
        VaultKey deleted = VaultKey.of(vault.generate(KeyKind.ECDSA));
        assertThat(vault.show().lacking(List.of(kept, deleted))).isEmpty();
        another().deleteEntry(deleted.material().hex());
        assertThat(vault.showAnew().lacking(List.of(kept, deleted))).containsExactly(deleted);
        assertSigns(vault, kept);
    }

    @Test
    void so_it_is_while_signatures_are_asked_of_it_on_and_on() throws Exception {
        VaultKey deleted = VaultKey.of(vault.generate(KeyKind.ECDSA));
        another().deleteEntry(deleted.material().hex());
        for (int each = 0; each < 3; each++) {
            assertThatThrownBy(() -> vault.sign(deleted, MESSAGE))
                    .isInstanceOf(SignerUnavailable.class);
        }
        assertThat(vault.showAnew().lacking(List.of(deleted))).containsExactly(deleted);
        assertThatThrownBy(vault::showAnew) // others pay for it with their sessions
                .isInstanceOf(SignerUnavailable.class)
                .hasStackTraceContaining("moments ago");
    }

    /** It goes on answering, and shows nothing: no key of it is gone for that. */
    @Test
    void a_token_that_is_away_cannot_make_sure_of_what_it_lacks() throws Exception {
        VaultKey key = VaultKey.of(vault.generate(KeyKind.ECDSA));
        assertSigns(vault, key);
        hsm.pull();
        assertThat(vault.show().lacking(List.of(key))).containsExactly(key);
        assertThatThrownBy(vault::showAnew).isInstanceOf(SignerUnavailable.class);
        hsm.plug();
        assertComesBack(key);
        assertThat(vault.showAnew().lacking(List.of(key))).isEmpty();
        assertSigns(vault, key);
    }

    /**
     * Somebody else's login, who has the PIN: kept, since sessions have numbers that come again.
     */
    private KeyStore another() {
        long slot = token.ask("asking for the slot", TokenLogin::slot);
        try {
            Provider provider =
                    Security.getProvider("SunPKCS11")
                            .configure(
                                    "--name = another\nlibrary = %s\nslot = %d\n"
                                            .formatted(SoftHsm.library(), slot));
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, SoftHsm.PIN.toCharArray());
            KEPT.add(store);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("logging in to " + hsm.label(), e);
        }
    }

    @Test
    void ed25519_is_refused_before_anything_is_made() {
        long before = hsm.objects();
        assertThatThrownBy(() -> vault.generate(KeyKind.ED25519))
                .isInstanceOf(UnsupportedKeyKind.class)
                .hasMessageContaining("Ed25519");
        assertThat(hsm.objects()).isEqualTo(before);
    }

    /**
     * Once this fails, a vault can have Ed25519 keys as it has others. The token has the mechanism,
     * and {@link TokenEd25519} uses it past the provider.
     */
    @Test
    void it_is_the_jdks_provider_that_does_not_know_ed25519() {
        Provider provider =
                Security.getProvider("SunPKCS11")
                        .configure(
                                "--name = ed25519\nlibrary = %s\nslotListIndex = 0\n"
                                        .formatted(SoftHsm.library()));
        assertThat(provider.getService("KeyPairGenerator", "EC")).isNotNull();
        for (String name : List.of("Ed25519", "EdDSA")) {
            assertThat(provider.getService("KeyPairGenerator", name)).isNull();
            assertThat(provider.getService("Signature", name)).isNull();
        }
    }

    @Test
    void a_key_of_another_token_is_not_here() {
        VaultKey key = VaultKey.of(vault.generate(KeyKind.ECDSA));
        token.close();
        hsm = SoftHsm.in(home.resolve("another"));
        try (Token another = Token.open(hsm.settings())) {
            assertThatThrownBy(() -> new Pkcs11Vault(another).sign(key, MESSAGE))
                    .isInstanceOf(SignerUnavailable.class)
                    .hasStackTraceContaining("no private key");
        }
    }

    @Test
    void many_sign_at_once() throws Exception {
        VaultKey key = VaultKey.of(vault.generate(KeyKind.ECDSA));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls =
                    IntStream.range(0, 500)
                            .<Callable<Boolean>>mapToObj(
                                    _ -> () -> key.isOtherHalfOf(m -> vault.sign(key, m)))
                            .toList();
            for (Future<Boolean> each : callers.invokeAll(calls)) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void a_token_that_was_lost_is_used_again_when_it_is_back() throws Exception {
        VaultKey key = VaultKey.of(vault.generate(KeyKind.ECDSA));
        assertSigns(vault, key);

        hsm.pull();
        for (int each = 0; each < 3; each++) {
            long began = System.nanoTime();
            assertThatThrownBy(() -> vault.sign(key, MESSAGE))
                    .isInstanceOf(SignerUnavailable.class);
            assertThatThrownBy(() -> vault.generate(KeyKind.ECDSA))
                    .isInstanceOf(SignerUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
        }

        hsm.plug();
        assertComesBack(key);
        assertSigns(vault, VaultKey.of(vault.generate(KeyKind.ECDSA)));
    }

    @Test
    void losing_the_token_under_load_wedges_nobody() throws Exception {
        VaultKey key = VaultKey.of(vault.generate(KeyKind.ECDSA));
        AtomicInteger signed = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicReference<Throwable> surprise = new AtomicReference<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int each = 0; each < 64; each++) {
                callers.execute(
                        () -> {
                            for (int again = 0; again < 200; again++) {
                                switch (catchThrowable(() -> vault.sign(key, MESSAGE))) {
                                    case null -> signed.incrementAndGet();
                                    case SignerUnavailable _ -> refused.incrementAndGet();
                                    case Throwable other -> surprise.set(other);
                                }
                            }
                        });
            }
            hsm.pull();
        } // waits for all of them
        assertThat(surprise.get()).isNull();
        assertThat(signed.get() + refused.get()).isEqualTo(64 * 200);
        assertThat(refused.get()).isPositive();
        hsm.plug();
        assertComesBack(key);
    }

    @Test
    void a_start_without_the_token_waits_for_it() throws Exception {
        VaultKey key = VaultKey.of(vault.generate(KeyKind.ECDSA));
        token.close();
        hsm.pull();
        token = Token.open(hsm.settings());
        vault = new Pkcs11Vault(token);
        assertThatThrownBy(() -> vault.sign(key, MESSAGE)).isInstanceOf(SignerUnavailable.class);
        hsm.plug();
        assertComesBack(key);
    }

    @Test
    void a_wrong_pin_is_refused_and_not_repeated_to_whoever_reads_the_log() {
        token.close(); // a login is the whole process's
        SoftHsm locked = SoftHsm.in(home.resolve("locked"));
        assertThatThrownBy(() -> Token.open(locked.settings("wrong-pin"::toCharArray)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PIN")
                .satisfies(e -> assertThat(stackTraceOf(e)).doesNotContain("wrong-pin"));
    }

    @Test
    void a_library_that_is_none_is_refused() {
        TokenSettings good = hsm.settings();
        Path none = home.resolve("none.so");
        assertThatThrownBy(
                        () ->
                                Token.open(
                                        new TokenSettings(
                                                none, good.slot(), good.pin(), 1, DEADLINE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.so");
    }

    private void assertComesBack(VaultKey key) throws Exception {
        long began = System.nanoTime();
        while (catchThrowable(() -> vault.sign(key, MESSAGE)) instanceof SignerUnavailable) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
            Thread.onSpinWait();
        }
        assertSigns(vault, key);
    }

    private static String stackTraceOf(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void assertSigns(Pkcs11Vault vault, VaultKey key) throws Exception {
        assertThat(key.isOtherHalfOf(message -> vault.sign(key, message))).isTrue();
    }
}
