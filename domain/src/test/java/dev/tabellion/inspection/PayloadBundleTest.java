package dev.tabellion.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.MalformedLogData;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadBundleTest {
    @Test
    void payloads_have_their_lengths_before_them() throws MalformedLogData {
        var bundle = new PayloadBundle(List.of(Bytes.utf8("{}"), Bytes.utf8("")));
        assertThat(bundle.bytes().hex()).isEqualTo("000000027b7d00000000");
        assertThat(PayloadBundle.parse(bundle.bytes())).isEqualTo(bundle);
    }

    @Test
    void a_payload_may_be_longer_than_an_entry() throws MalformedLogData {
        var bundle = new PayloadBundle(List.of(Bytes.of(new byte[70_000])));
        assertThat(PayloadBundle.parse(bundle.bytes())).isEqualTo(bundle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000000", "00000001", "ffffffff00", "000000017b7d"})
    void what_is_cut_off_is_refused(String hex) {
        assertThatThrownBy(() -> PayloadBundle.parse(Bytes.hex(hex)))
                .isInstanceOf(MalformedLogData.class);
    }

    @Test
    void more_than_a_bundle_has_is_refused() {
        Bytes many = Bytes.of(new byte[257 * Integer.BYTES]);
        assertThatThrownBy(() -> PayloadBundle.parse(many)).isInstanceOf(MalformedLogData.class);
        assertThatThrownBy(() -> new PayloadBundle(Collections.nCopies(257, Bytes.utf8(""))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void there_is_one_spelling_of_each_place() {
        var bundle = new Bundle(1_234, 17);
        assertThat(PayloadBundle.pathOf(bundle)).isEqualTo("payload/x001/234.p/17");
        assertThat(PayloadBundle.placeOf("payload/x001/234.p/17")).isEqualTo(bundle);
        assertThat(PayloadBundle.placeOf("payload/1234")).isNull();
        assertThat(PayloadBundle.placeOf("tile/entries/000")).isNull();
    }
}
