package dev.tabellion.signer.vault.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A library's own word for how much it wrote. */
class ToldTest {
    @Test
    void what_fits_is_taken() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocateFrom(JAVA_LONG, 7, 8, 9);
            assertThat(Told.first(2, JAVA_LONG, room).toArray(JAVA_LONG)).containsExactly(7, 8);
            assertThat(Told.first(0, JAVA_LONG, room).byteSize()).isZero();
            assertThat(Told.first(3, JAVA_LONG, room).byteSize()).isEqualTo(24);
        }
    }

    /** -1 is CK_UNAVAILABLE_INFORMATION; the largest times eight would be none again. */
    @ParameterizedTest
    @ValueSource(longs = {4, -1, Long.MAX_VALUE, 1L << 61})
    void what_does_not_is_the_tokens_trouble(long count) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocateFrom(JAVA_LONG, 7, 8, 9);
            assertThatThrownBy(() -> Told.first(count, JAVA_LONG, room))
                    .isInstanceOf(TokenTrouble.class)
                    .hasMessageContaining("room for 3");
        }
    }
}
