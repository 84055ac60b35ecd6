package dev.tabellion.signer.vault.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A token locks itself when it is shown wrong PINs, and then nobody gets in. */
class PinOnceTest {
    private final AtomicReference<String> written = new AtomicReference<>("first");
    private final List<String> shown = new ArrayList<>();
    private final PinOnce pin = new PinOnce(() -> written.get().toCharArray());

    @Test
    void a_refused_pin_is_shown_once_until_another_is_written() {
        for (int each = 0; each < 5; each++) {
            assertThatThrownBy(() -> pin.show(this::refuse)).isInstanceOf(PinRefused.class);
        }
        assertThat(shown).containsExactly("first");

        written.set("second");
        assertThatThrownBy(() -> pin.show(this::refuse)).isInstanceOf(PinRefused.class);
        assertThat(shown).containsExactly("first", "second");
        assertThat(pin.wasRefused()).isTrue();
    }

    @Test
    void other_trouble_does_not_use_a_pin_up() {
        for (int each = 0; each < 3; each++) {
            assertThatThrownBy(() -> pin.show(this::loseTheToken))
                    .isExactlyInstanceOf(TokenTrouble.class);
        }
        assertThat(shown).hasSize(3);
        assertThat(pin.wasRefused()).isFalse();
    }

    private TokenLogin refuse(char[] pin) throws TokenTrouble {
        shown.add(new String(pin));
        throw new PinRefused();
    }

    private TokenLogin loseTheToken(char[] pin) throws TokenTrouble {
        shown.add(new String(pin));
        throw new TokenTrouble("gone");
    }
}
