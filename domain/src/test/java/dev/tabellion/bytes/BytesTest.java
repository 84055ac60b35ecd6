package dev.tabellion.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
    private static final String DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    @Test
    void base64_is_read_back_at_any_length() {
        Random random = new Random(1);
        for (int length = 0; length < 100; length++) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            Bytes bytes = Bytes.of(content);
            assertThat(Bytes.base64(bytes.base64())).isEqualTo(bytes);
        }
    }

    @Test
    void of_all_last_digits_only_those_without_stray_bits_are_read() {
        for (int each = 0; each < DIGITS.length(); each++) {
            char digit = DIGITS.charAt(each);
            for (String text : List.of("A" + digit + "==", "AA" + digit + "=")) {
                if (spelledAgain(text).equals(text)) {
                    assertThat(Bytes.base64(text).base64()).isEqualTo(text);
                } else {
                    assertRefused(text);
                }
            }
        }
    }

    @Test
    void base64_is_padded_and_of_one_line() {
        for (String text : List.of("AA", "AAA", "AA=", "AAAA=", "AAAA====", "AA==\n", "AA\n==")) {
            assertRefused(text);
        }
    }

    private static String spelledAgain(String text) {
        return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text));
    }

    @Test
    void the_rest_of_a_stream_is_read_and_nothing_of_it_later() throws IOException {
        var stream = new ByteArrayInputStream(new byte[] {1, 2, 3});
        assertThat(stream.read()).isEqualTo(1);
        assertThat(Bytes.readFrom(stream)).isEqualTo(Bytes.of(new byte[] {2, 3}));
        assertThat(Bytes.readFrom(stream).length()).isZero();
    }

    private static void assertRefused(String text) {
        assertThatIllegalArgumentException().as(text).isThrownBy(() -> Bytes.base64(text));
    }
}
