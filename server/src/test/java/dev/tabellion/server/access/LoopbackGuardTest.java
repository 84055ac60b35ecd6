package dev.tabellion.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.notary.NotaryError;
import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.server.access.Admission.Admitted;
import dev.tabellion.server.access.Admission.Turned;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LoopbackGuardTest {
    private static final String UPLOAD = "/v2/acme/app/_trust/tuf/";
    private static final String KEY = "/v2/acme/app/_trust/tuf/timestamp.key";

    private final LoopbackGuard guard = new LoopbackGuard(Set.of("notary.lan"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:4443",
                "LOCALHOST:4443",
                "127.0.0.1",
                "127.0.0.1:4443",
                "127.0.1.1:80",
                "[::1]",
                "[::1]:4443",
                "::1",
                "notary.lan",
                "Notary.LAN:4443",
            })
    void our_own_names_are_answered(String host) {
        assertThat(admit("GET", "/v2/", host)).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:4443",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "notary.lan.evil.example",
                "10.0.0.1",
                "[fe80::1]",
                "[::1",
                "0.0.0.0:4443",
            })
    void a_rebound_name_is_not(String host) {
        assertTurned(NotaryError.FOREIGN_HOST, admit("GET", "/v2/", host));
    }

    @Test
    void http_1_0_needs_no_host() {
        var request = new MockHttpServletRequest("GET", "/v2/");

        assertThat(guard.admit(request, Demand.of("GET", "/v2/", NotaryRoute.of("GET", "/v2/"))))
                .isEqualTo(Admitted.ANYBODY);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, " + UPLOAD + ", Origin, https://evil.example",
        "POST, " + UPLOAD + ", Origin, http://localhost:3000",
        "POST, " + UPLOAD + ", Origin, null",
        "POST, " + UPLOAD + ", Sec-Fetch-Site, cross-site",
        "POST, " + UPLOAD + ", Sec-Fetch-Site, same-site",
        "DELETE, " + UPLOAD + ", Origin, https://evil.example",
        "POST, " + KEY + ", Origin, https://evil.example",
        "GET, " + KEY + ", Sec-Fetch-Site, cross-site",
        "PUT, /api/x, Origin, https://evil.example",
    })
    void a_page_of_another_site_changes_nothing(
            String method, String path, String header, String value) {
        assertTurned(NotaryError.CROSS_SITE, admit(method, path, "localhost:4443", header, value));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, Origin, https://localhost:4443",
        "POST, Origin, http://LOCALHOST:4443",
        "POST, Sec-Fetch-Site, same-origin",
        "POST, Sec-Fetch-Site, none",
        "POST, User-Agent, Go-http-client/1.1",
    })
    void a_page_of_ours_and_a_client_without_pages_do(String method, String header, String value) {
        assertThat(admit(method, UPLOAD, "localhost:4443", header, value))
                .isEqualTo(Admitted.ANYBODY);
    }

    @Test
    void reading_is_left_to_the_browsers_own_rules() {
        var path = UPLOAD + "timestamp.json";

        assertThat(admit("GET", path, "localhost", "Origin", "https://evil.example"))
                .isEqualTo(Admitted.ANYBODY);
    }

    private Admission admit(String method, String path, String host, String... header) {
        var request = new MockHttpServletRequest(method, path);
        request.addHeader("Host", host);
        for (int at = 0; at < header.length; at += 2) {
            request.addHeader(header[at], header[at + 1]);
        }
        return guard.admit(request, Demand.of(method, path, NotaryRoute.of(method, path)));
    }

    private static void assertTurned(NotaryError error, Admission admission) {
        assertThat(admission).isEqualTo(new Turned(error, error.body(), null));
    }
}
