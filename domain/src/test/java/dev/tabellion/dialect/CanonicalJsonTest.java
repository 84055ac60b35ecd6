package dev.tabellion.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void members_stand_in_the_order_of_their_utf8_bytes() {
        // UTF-16 would put the key, a surrogate pair, before U+FF5E
        Json.Obj object =
                Json.Obj.of(
                        "\uD83D\uDD11",
                        Json.NULL,
                        "\uFF5E",
                        Json.NULL,
                        "b",
                        Json.NULL,
                        "",
                        Json.NULL);

        assertThat(CanonicalJson.of(object).utf8())
                .isEqualTo("{\"\":null,\"b\":null,\"\uFF5E\":null,\"\uD83D\uDD11\":null}");
    }

    @Test
    void only_quotes_and_backslashes_are_escaped() {
        assertThat(CanonicalJson.of(new Json.Str("\"\\/<>&\n\u0000\u007f\u2028ü")).utf8())
                .isEqualTo("\"\\\"\\\\/<>&\n\u0000\u007f\u2028ü\"");
    }

    @Test
    void all_else_has_one_spelling() {
        Json value =
                new Json.Arr(
                        List.of(
                                new Json.Int(-7),
                                new Json.Bool(true),
                                new Json.Arr(List.of()),
                                Json.Obj.of(),
                                new Json.Verbatim(Bytes.utf8("{\"x\":1}"))));

        assertThat(CanonicalJson.of(value).utf8()).isEqualTo("[-7,true,[],{},{\"x\":1}]");
    }

    @Test
    void the_wire_escapes_what_go_escapes_and_what_json_must() {
        assertThat(
                        WireFormat.of(Bytes.utf8("\"<a>&\u2028\u2029\u2027\u202aü\n\u001f\u007f\""))
                                .utf8())
                .isEqualTo(
                        "\"\\u003ca\\u003e\\u0026\\u2028\\u2029\u2027\u202aü\\u000a\\u001f\u007f\"");
    }
}
