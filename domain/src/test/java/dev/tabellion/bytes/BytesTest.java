package dev.tabellion.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    @Test
    void a_view_is_as_a_copy_of_just_these_would_be() throws Exception {
        Bytes whole = Bytes.utf8("before|in the midst|after");
        Bytes view = whole.view(0, 21).view(7, 20);
        Bytes copy = Bytes.utf8("in the midst|");
        assertThat(view).isEqualTo(copy).hasSameHashCodeAs(copy);
        assertThat(copy).isEqualTo(view);
        assertThat(view).isNotEqualTo(whole).isNotEqualTo(whole.view(7, 19));
        assertThat(view.length()).isEqualTo(13);
        assertThat(view.at(0)).isEqualTo((byte) 'i');
        assertThat(view.at(12)).isEqualTo((byte) '|');
        assertThat(view.utf8()).isEqualTo("in the midst|");
        assertThat(view.hex()).isEqualTo(copy.hex());
        assertThat(view.base64()).isEqualTo(copy.base64());
        assertThat(view.toArray()).isEqualTo(copy.toArray());
        assertThat(view.stream().readAllBytes()).isEqualTo(copy.toArray());
        assertThat(view.buffer()).isEqualTo(copy.buffer());
        assertThat(view.buffer().get(0)).isEqualTo((byte) 'i');
        assertThat(view.sha256()).isEqualTo(copy.sha256());
        assertThat(Sha256.sha512(view)).isEqualTo(Sha256.sha512(copy));
        assertThat(Sha256.rawOf(view)).isEqualTo(Sha256.rawOf(copy));
        assertThat(view.slice(3, 6)).isEqualTo(Bytes.utf8("the"));
        assertThat(new BytesBuilder(1).append('<').append(view).append('>').build().utf8())
                .isEqualTo("<in the midst|>");
        byte[] target = new byte[15];
        view.copyTo(target, 1);
        assertThat(new String(target, 1, 13, StandardCharsets.UTF_8)).isEqualTo("in the midst|");
    }

    @Test
    void nobody_sees_beyond_the_end() {
        Bytes view = Bytes.utf8("abcdef").view(1, 4);
        for (int end : List.of(-1, 4)) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> view.slice(0, end));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> view.view(0, end));
        }
        for (int index : List.of(-1, 3)) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> view.at(index));
        }
        BytesBuilder built = new BytesBuilder(8).append(Bytes.utf8("bc"));
        assertThat(built.isAt(0, 2, view, 0)).isTrue();
        assertThat(built.isAt(1, 2, view, 1)).isTrue();
        assertThat(built.isAt(0, 2, view, 1)).isFalse();
        assertThat(built.isAt(0, 2, view, 2)).isFalse();
        assertThat(built.isAt(0, 0, view, 3)).isTrue();
        for (int at : List.of(-1, 4, Integer.MAX_VALUE)) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> built.isAt(0, 1, view, at));
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> built.isAt(0, 3, view, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> built.cutTo(3));
    }

    private static void assertRefused(String text) {
        assertThatIllegalArgumentException().as(text).isThrownBy(() -> Bytes.base64(text));
    }
}
