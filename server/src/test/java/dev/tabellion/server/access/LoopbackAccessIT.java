package dev.tabellion.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.server.start.StartupRefused;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A server without authentication, and a browser on its machine that means no good. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopbackAccessIT {
    private ConfigurableApplicationContext running;
    private RawHttp http;

    @BeforeAll
    void start() {
        running = EchoServer.start(Map.of("tabellion.hosts", "notary.lan"));
        http = EchoServer.at(running);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4443", "127.0.0.1:4443", "[::1]:4443", "notary.lan"})
    void everyone_on_this_machine_may_do_everything(String host) {
        var answer =
                http.send(
                        "DELETE /v2/a/_trust/tuf/ HTTP/1.1", "Host: " + host, "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("anonymous|none|127.0.0.1|");
    }

    @Test
    void a_rebound_name_gets_nothing_not_even_a_read() {
        var answer =
                http.send("GET /v2/a/_trust/tuf/root.json HTTP/1.1", "Host: evil.example:4443");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).containsExactly("application/json;charset=utf-8");
        assertThat(answer.body())
                .startsWith("{\"errors\":[{\"code\":\"FOREIGN_HOST\"")
                .hasSizeLessThan(256);
    }

    @Test
    void a_name_in_the_request_line_is_a_name_too() {
        var answer = http.send("GET http://evil.example/v2/ HTTP/1.1", "Host: localhost:4443");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void http_1_0_without_a_host_is_answered_and_http_1_1_is_not() {
        assertThat(http.send("GET /v2/ HTTP/1.0").status()).isEqualTo(200);
        assertThat(http.send("GET /v2/ HTTP/1.1").status()).isEqualTo(400);
        assertThat(http.send("GET /v2/ HTTP/1.1", "Host: localhost", "Host: evil.example").status())
                .isEqualTo(400);
    }

    @Test
    void a_post_of_another_site_is_refused() {
        var answer =
                http.send(
                        "POST /v2/a/_trust/tuf/ HTTP/1.1",
                        "Host: localhost:4443",
                        "Origin: https://evil.example",
                        "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("{\"errors\":[{\"code\":\"CROSS_SITE\"");
    }

    @Test
    void nobody_is_believed_who_forwards() {
        var answer =
                http.send("GET /v2/ HTTP/1.1", "Host: localhost", "X-Forwarded-For: 203.0.113.9");

        assertThat(answer.body()).startsWith("anonymous|none|127.0.0.1|");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2//edge.example.com/g/_trust/tuf/timestamp.json, /v2/edge.example.com/g/_trust/tuf/timestamp.json",
        "/v2/g/_trust/tuf/targets/../root.json, /v2/g/_trust/tuf/root.json",
        "/v2/g%2F%2Fh/_trust/tuf/root.json, /v2/g/h/_trust/tuf/root.json",
        "/v2/g%0d%0aX:%20y%2F../_trust/tuf/root.json, /v2/_trust/tuf/root.json",
        "//evil.example/v2/, /evil.example/v2/",
        "/v2//_trust/changefeed?records=1, /v2/_trust/changefeed?records=1",
    })
    void an_unclean_path_is_sent_to_the_clean_one(String path, String clean) {
        var answer = http.send("GET " + path + " HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).containsExactly(clean);
        assertThat(answer.header("Content-Length")).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/a%2Fb/_trust/tuf/root.json, a/b",
        "/v2/a%252Fb/_trust/tuf/root.json, a%2Fb",
        "/v2/%C3%BC;x=1/_trust/tuf/root.json, ü;x=1",
        "/v2/a%5Cb/_trust/tuf/root.json, a\\b",
        "/v2/a%20b/_trust/tuf/root.json, a b",
    })
    void a_name_is_decoded_once_and_otherwise_left_alone(String path, String gun) {
        var answer = http.send("GET " + path + " HTTP/1.1", "Host: localhost");

        assertThat(answer.body()).endsWith("|Current[gun=" + gun + ", role=root]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/%zz/_trust/tuf/root.json", "/v2/%C3/_trust/tuf/root.json", "/%00"})
    void a_path_that_is_no_text_is_a_bad_request(String path) {
        var answer = http.send("GET " + path + " HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).hasSizeLessThan(256).startsWith("{\"errors\":[{");
    }

    @Test
    void half_a_configuration_does_not_start() {
        assertThatThrownBy(() -> EchoServer.start(Map.of("tabellion.auth.type", "tokens")))
                .hasRootCauseInstanceOf(StartupRefused.class)
                .hasRootCauseMessage(
                        "tabellion.auth.type is 'tokens', but the only kind of authentication is"
                                + " 'token'.");
        assertThatThrownBy(() -> EchoServer.start(Map.of("tabellion.auth.type", "token")))
                .hasRootCauseInstanceOf(StartupRefused.class);
        assertThatThrownBy(
                        () ->
                                EchoServer.start(
                                        Map.of("tabellion.trusted-proxies", "proxy.example")))
                .hasStackTraceContaining("tabellion.trusted-proxies lists addresses");
    }
}
