package dev.tabellion.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChallengeTest {
    private static final String REALM = "https://tokens.example/token";
    private static final Challenge FIXED = new Challenge(REALM, "lab-notary", false);
    private static final Challenge REDIRECTING = new Challenge(REALM, "lab-notary", true);
    private static final List<Access> PULL = List.of(new Access("repository", "x/y", "pull"));

    @Test
    void it_names_realm_service_scope_and_error_as_notary_does() {
        assertThat(FIXED.header("h", PULL, null))
                .isEqualTo(
                        "Bearer realm=\"https://tokens.example/token\",service=\"lab-notary\""
                                + ",scope=\"repository:x/y:pull\"");
        assertThat(FIXED.header("h", PULL, "invalid_token"))
                .endsWith(",scope=\"repository:x/y:pull\",error=\"invalid_token\"");
    }

    @Test
    void it_sends_clients_to_the_host_they_asked_if_so_configured() {
        assertThat(REDIRECTING.header("hub.example:4443", PULL, null))
                .startsWith("Bearer realm=\"https://hub.example:4443/auth/token\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\"b", "a/b", "a b", "a,b", "ä", "evil.example@x"})
    void a_host_that_is_none_is_not_repeated(String host) {
        assertThat(REDIRECTING.header(host, PULL, null)).contains("realm=\"" + REALM + "\"");
    }

    @Test
    void any_name_stays_inside_its_quotes_and_its_json() {
        var name = "a\"b\\c\r\nSet-Cookie: d\u007fü";
        var needed = List.of(new Access("repository", name, "pull"));

        var header = FIXED.header("h", needed, null);
        assertThat(new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .endsWith("scope=\"repository:a\\\"b\\\\c\\x0d\\x0aSet-Cookie: d\\x7fü:pull\"");
        var detail = new JsonMapper().readTree(Challenge.detail(needed));
        assertThat(detail.get(0).get("Name").asString()).isEqualTo(name);
        assertThat(detail.get(0).get("Action").asString()).isEqualTo("pull");
    }
}
