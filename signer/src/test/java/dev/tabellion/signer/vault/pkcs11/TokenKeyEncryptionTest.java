package dev.tabellion.signer.vault.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key-encryption key that only the token opens. */
class TokenKeyEncryptionTest {
    private static final KeyEncryptionKey KEK = KeyEncryptionKey.parse("5e".repeat(32));

    @TempDir private Path home;

    @Test
    void what_the_token_wrapped_it_unwraps_after_a_restart_too() {
        SoftHsm hsm = SoftHsm.in(home);
        String text;
        try (Token token = Token.open(hsm.settings())) {
            TokenKeyEncryption encryption = new TokenKeyEncryption(token);
            text = encryption.wrap(KEK);
            assertThat(TokenKeyEncryption.isWrapped(text)).isTrue();
            assertThat(encryption.wrap(KEK)).isNotEqualTo(text); // a nonce of its own each time
            assertThat(text).doesNotContain(KEK.text());
        }
        try (Token later = Token.open(hsm.settings())) {
            assertThat(new TokenKeyEncryption(later).unwrap(text + "\n")).isEqualTo(KEK);
        }
    }

    @Test
    void a_text_that_was_changed_is_refused() {
        try (Token token = Token.open(SoftHsm.in(home).settings())) {
            TokenKeyEncryption encryption = new TokenKeyEncryption(token);
            String text = encryption.wrap(KEK);
            char last = text.charAt(text.length() - 3);
            String changed =
                    text.substring(0, text.length() - 3)
                            + (last == 'A' ? 'B' : 'A')
                            + text.substring(text.length() - 2);
            assertThatThrownBy(() -> encryption.unwrap(changed))
                    .isInstanceOfAny(IllegalArgumentException.class, SignerUnavailable.class);
        }
    }

    @Test
    void another_token_opens_nothing_and_makes_nothing_of_it() {
        String text;
        try (Token token = Token.open(SoftHsm.in(home).settings())) {
            text = new TokenKeyEncryption(token).wrap(KEK);
        }
        SoftHsm other = SoftHsm.in(home.resolve("other"));
        try (Token token = Token.open(other.settings())) {
            long before = other.objects();
            assertThatThrownBy(() -> new TokenKeyEncryption(token).unwrap(text))
                    .isInstanceOf(SignerUnavailable.class);
            assertThat(other.objects()).isEqualTo(before);
        }
    }
}
