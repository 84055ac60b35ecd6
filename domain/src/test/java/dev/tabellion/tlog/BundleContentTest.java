package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleContentTest {
    private static final Bytes NOTHING = Bytes.of(new byte[0]);

    @Test
    void entries_come_back_as_they_went_in() throws MalformedLogData {
        var bundle =
                new BundleContent(
                        List.of(NOTHING, Bytes.utf8("a"), Bytes.of(new byte[0xffff]), NOTHING));
        assertThat(bundle.bytes().length()).isEqualTo(4 * 2 + 1 + 0xffff);
        assertThat(BundleContent.parse(bundle.bytes())).isEqualTo(bundle);
        assertThat(bundle.first(2).entries()).containsExactly(NOTHING, Bytes.utf8("a"));
    }

    @Test
    void its_tile_has_the_hash_of_each_entry() {
        var bundle = new BundleContent(TextbookTree.numbered(112).entries());
        assertThat(bundle.tile().bytes())
                .isEqualTo(StoredTiles.numbered(112).stored.get(new Tile(0, 0, 112)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0001", "0002ff", "000000", "0001aa00", "ffff00"})
    void bytes_that_are_not_entries_to_the_end_are_refused(String hex) {
        assertThatExceptionOfType(MalformedLogData.class)
                .isThrownBy(() -> BundleContent.parse(Bytes.hex(hex)));
    }

    @Test
    void the_257th_entry_is_refused() throws MalformedLogData {
        assertThat(BundleContent.parse(Bytes.of(new byte[512])).width()).isEqualTo(256);
        assertThatExceptionOfType(MalformedLogData.class)
                .isThrownBy(() -> BundleContent.parse(Bytes.of(new byte[514])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BundleContent(Collections.nCopies(257, NOTHING)));
        assertThatIllegalArgumentException().isThrownBy(() -> new BundleContent(List.of()));
    }

    @Test
    void an_entry_that_its_length_cannot_say_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BundleContent(List.of(Bytes.of(new byte[0x10000]))));
    }
}
