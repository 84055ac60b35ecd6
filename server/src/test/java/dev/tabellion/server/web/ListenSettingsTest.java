package dev.tabellion.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.server.start.StartupRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListenSettingsTest {

    @Test
    void without_authentication_it_stays_on_loopback() throws Exception {
        assertThat(settings(null, false, null).loopbackOnly()).isTrue();
        assertThatCode(() -> Loopback.require(settings("127.0.0.1", false, null)))
                .doesNotThrowAnyException();
        for (var everywhere : new String[] {"0.0.0.0", "::", "192.0.2.1"}) {
            assertThatThrownBy(() -> Loopback.require(settings(everywhere, false, null)))
                    .isInstanceOf(StartupRefused.class)
                    .hasMessageContaining("tabellion.auth.type");
        }
    }

    @Test
    void with_authentication_it_listens_everywhere() throws Exception {
        assertThat(settings(null, false, "token").address()).isNull();
        assertThatCode(() -> Loopback.require(settings("0.0.0.0", false, "token")))
                .doesNotThrowAnyException();
    }

    @Test
    void plain_http_stays_on_loopback_even_with_authentication() throws Exception {
        assertThat(settings(null, true, "token").loopbackOnly()).isTrue();
        assertThatThrownBy(() -> Loopback.require(settings("0.0.0.0", true, "token")))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("--http");
    }

    private static ListenSettings settings(
            @Nullable String bind, boolean http, @Nullable String auth)
            throws UnknownHostException {
        return new ListenSettings(
                4443,
                bind == null ? null : InetAddress.getByName(bind),
                http,
                new ListenSettings.Authentication(auth));
    }
}
