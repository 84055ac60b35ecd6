package dev.tabellion.notary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/v2/a%2Fb/_trust/tuf/, /v2/a/b/_trust/tuf/",
        "/v2/a%2fb, /v2/a/b",
        "/v2/%252F, /v2/%2F",
        "/v2/a+b;c, /v2/a+b;c",
        "/v2/%C3%BC, /v2/ü",
        "/v2/%F0%9F%94%91, /v2/🔑",
    })
    void an_escape_is_decoded_once(String raw, String decoded) {
        assertThat(RequestPath.ofRaw(raw)).isEqualTo(new RequestPath(decoded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/%4",
                "/%zz",
                "/%-1",
                "/%+1",
                "/%C3",
                "/%C0%AF",
                "/%FF",
                "/%ED%A0%80"
            })
    void a_broken_escape_is_no_path(String raw) {
        assertThat(RequestPath.ofRaw(raw)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/v2//g/_trust/tuf/timestamp.json, /v2/g/_trust/tuf/timestamp.json",
        "/v2/g/_trust/tuf/targets/../root.json, /v2/g/_trust/tuf/root.json",
        "/v2/./g/, /v2/g/",
        "/../../etc, /etc",
        "//evil.example/x, /evil.example/x",
        "/.., /",
        "//, /",
        "/v2/.., /",
        "'', /",
        "*, /*",
    })
    void an_unclean_path_has_a_clean_one(String unclean, String clean) {
        var path = new RequestPath(unclean);

        assertThat(path.isClean()).isFalse();
        assertThat(path.cleaned()).isEqualTo(new RequestPath(clean));
        assertThat(path.cleaned().isClean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v2/", "/v2", "/v2/a.b/..c/d..", "/v2/.../x", "/.x"})
    void a_clean_path_stays(String clean) {
        var path = new RequestPath(clean);

        assertThat(path.isClean()).isTrue();
        assertThat(path.cleaned()).isSameAs(path);
    }

    @Test
    void a_path_is_escaped_so_that_it_decodes_to_itself() {
        var path = new RequestPath("/v2/a b\r\nSet-Cookie: ü%2F?#\u007f/🔑");

        assertThat(path.escaped()).matches("[!-~]+").doesNotContain("?", "#");
        assertThat(RequestPath.ofRaw(path.escaped())).isEqualTo(path);
    }
}
