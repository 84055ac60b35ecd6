package dev.tabellion.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {
    private final ClientAddress addresses =
            new ClientAddress(
                    ForwardingHeader.X_FORWARDED_FOR,
                    List.of(Network.of("10.0.0.0/8"), Network.of("fd00::/16")));

    @Test
    void a_stranger_is_not_believed() {
        assertThat(addresses.of(request("192.0.2.1", "203.0.113.9"))).isEqualTo("192.0.2.1");
    }

    @Test
    void a_listed_proxy_is_believed() {
        assertThat(addresses.of(request("10.1.2.3", "203.0.113.9"))).isEqualTo("203.0.113.9");
    }

    @Test
    void what_the_client_wrote_before_the_proxies_is_not_believed() {
        assertThat(addresses.of(request("10.1.2.3", "198.51.100.1, 203.0.113.9, 10.9.9.9")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void several_lines_are_one_list() {
        assertThat(addresses.of(request("10.1.2.3", "198.51.100.1", "203.0.113.9,10.9.9.9")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void garbage_ends_the_way_at_the_last_known_proxy() {
        assertThat(addresses.of(request("10.1.2.3", "203.0.113.9, unknown, 10.9.9.9")))
                .isEqualTo("10.9.9.9");
        assertThat(addresses.of(request("10.1.2.3"))).isEqualTo("10.1.2.3");
    }

    @Test
    void a_way_without_end_is_cut() {
        var endless = "203.0.113.9" + ", 10.0.0.1".repeat(1000);

        assertThat(addresses.of(request("10.1.2.3", endless))).isEqualTo("10.0.0.1");
    }

    @Test
    void the_other_header_is_never_read() {
        var request = request("10.1.2.3", "203.0.113.9");
        request.addHeader("Forwarded", "for=198.51.100.1");
        var rfc7239 =
                new ClientAddress(ForwardingHeader.FORWARDED, List.of(Network.of("10.0.0.0/8")));

        assertThat(addresses.of(request)).isEqualTo("203.0.113.9");
        assertThat(rfc7239.of(request)).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.60;proto=http;by=203.0.113.43 | 192.0.2.60",
                "For=\"[2001:db8:cafe::17]:4711\"           | 2001:db8:cafe:0:0:0:0:17",
                "proto=https; for=192.0.2.60:80             | 192.0.2.60",
            })
    void a_forwarded_element_names_its_node(String element, String address) {
        var found = ForwardingHeader.FORWARDED.address(element);
        assertThat(found == null ? null : found.getHostAddress()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "for=_hidden", "for=unknown", "proto=http", "for=localhost"})
    void a_node_that_hides_has_no_address(String element) {
        assertThat(ForwardingHeader.FORWARDED.address(element)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.0.0/16, 192.168.255.255, true",
        "192.168.0.0/16, 192.169.0.0, false",
        "10.0.0.8/29, 10.0.0.15, true",
        "10.0.0.8/29, 10.0.0.16, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
    })
    void a_network_contains_what_its_prefix_says(String network, String address, boolean inside) {
        assertThat(Network.of(network).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", ""})
    void what_is_no_network_is_refused(String text) {
        assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static MockHttpServletRequest request(String peer, String... lines) {
        var request = new MockHttpServletRequest("GET", "/v2/");
        request.setRemoteAddr(peer);
        for (var line : lines) {
            request.addHeader("X-Forwarded-For", line);
        }
        return request;
    }
}
