package dev.tabellion.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Token authentication over real HTTP, held against what a real notary-server answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenAccessIT {
    private static final String HOST = "Host: localhost:14448";
    private static final String REALM = "Bearer realm=\"https://localhost:5001/token\"";
    private static final String TIMESTAMP = "/v2/acme/app/_trust/tuf/timestamp.json";

    private final TestCertificate signer = TestCertificate.selfSigned("signer", "secp256r1");

    private ConfigurableApplicationContext running;
    private RawHttp http;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        var bundle = folder.resolve("bundle.pem");
        Files.writeString(
                bundle,
                "the lab's token server\n-----BEGIN CERTIFICATE-----\n"
                        + signer.encoded()
                        + "\n-----END CERTIFICATE-----\n");
        running =
                EchoServer.start(
                        Map.of(
                                "tabellion.auth.type",
                                "token",
                                "tabellion.auth.realm",
                                "https://localhost:5001/token",
                                "tabellion.auth.service",
                                TokenIssuer.SERVICE,
                                "tabellion.auth.issuer",
                                TokenIssuer.ISSUER,
                                "tabellion.auth.root-cert-bundle",
                                bundle.toString(),
                                "tabellion.trusted-proxies",
                                "127.0.0.0/8"));
        http = EchoServer.at(running);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void the_ping_is_challenged_as_notary_does() {
        var answer = http.send("GET /v2/ HTTP/1.1", HOST);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .containsExactly(REALM + ",service=\"lab-notary\",scope=\"registry:catalog:*\"");
        assertThat(answer.header("Content-Type")).containsExactly("application/json;charset=utf-8");
        assertThat(answer.header("Content-Length")).containsExactly("145");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication"
                                + " required\",\"detail\":[{\"Type\":\"registry\",\"Class\":\"\","
                                + "\"Name\":\"catalog\",\"Action\":\"*\"}]}]}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "GET /v2/x/y/_trust/tuf/root.json repository:x/y:pull",
                "GET /v2/x%2Fy/_trust/tuf/root.json repository:x/y:pull",
                "POST /v2/x/y/_trust/tuf/ repository:x/y:push,pull",
                "DELETE /v2/x/y/_trust/tuf/ repository:x/y:*",
                "GET /v2/_trust/changefeed?records=1 registry:catalog:*",
                "GET /nonsense registry:catalog:*",
                "GET /actuator registry:catalog:*",
                "GET /actuator/health/db registry:catalog:*",
                "GET /actuator/health;x registry:catalog:*",
                "POST /actuator/health registry:catalog:*",
                "PUT /v2/x/y/_trust/tuf/root.json registry:catalog:*",
            })
    void every_route_names_the_scope_it_needs(String method, String path, String scope) {
        var answer = http.send(method + " " + path + " HTTP/1.1", HOST, "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .containsExactly(REALM + ",service=\"lab-notary\",scope=\"" + scope + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_notary_server/health",
                "/metrics",
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/prometheus"
            })
    void health_and_metrics_are_open(String path) {
        assertThat(http.send("GET " + path + " HTTP/1.1", HOST).status()).isEqualTo(200);
    }

    @Test
    void a_token_names_the_actor() {
        var answer = http.send("GET " + TIMESTAMP + " HTTP/1.1", HOST, bearer(_ -> {}));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("alice|token|127.0.0.1|");
        assertThat(answer.body()).endsWith("Current[gun=acme/app, role=timestamp]");
    }

    @Test
    void a_token_without_a_subject_is_an_anonymous_one() {
        var answer =
                http.send(
                        "GET " + TIMESTAMP + " HTTP/1.1",
                        HOST,
                        bearer(claims -> claims.put("sub", "")));

        assertThat(answer.body()).startsWith("anonymous|token|");
    }

    @Test
    void the_client_is_whom_the_proxy_names() {
        var answer =
                http.send(
                        "GET " + TIMESTAMP + " HTTP/1.1",
                        HOST,
                        bearer(_ -> {}),
                        "X-Forwarded-For: 198.51.100.7, 203.0.113.9");

        assertThat(answer.body()).startsWith("alice|token|203.0.113.9|");
    }

    @Test
    void a_client_does_not_choose_its_request_id() {
        var first =
                http.send(
                        "GET " + TIMESTAMP + " HTTP/1.1", HOST, bearer(_ -> {}), "X-Request-Id: 1");
        var second =
                http.send(
                        "GET " + TIMESTAMP + " HTTP/1.1", HOST, bearer(_ -> {}), "X-Request-Id: 1");

        assertThat(requestId(first))
                .matches("[0-9a-f]{16}-[0-9a-f]+")
                .isNotEqualTo(requestId(second));
    }

    @Test
    void too_small_a_token_is_told_so_with_401_and_the_whole_scope() {
        var answer =
                http.send(
                        "POST /v2/public/a/_trust/tuf/ HTTP/1.1",
                        HOST,
                        "Content-Length: 0",
                        bearer(_ -> {}));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .containsExactly(
                        REALM
                                + ",service=\"lab-notary\",scope=\"repository:public/a:push,pull\""
                                + ",error=\"insufficient_scope\"");
        assertThat(answer.body())
                .hasSize(218)
                .contains("\"Action\":\"push\"", "\"Action\":\"pull\"");
    }

    @Test
    void a_star_is_needed_to_rotate_and_delete_and_covers_the_rest() {
        var star =
                bearer(
                        claims ->
                                claims.put(
                                        "access",
                                        List.of(
                                                TokenIssuer.access(
                                                        "repository", "acme/app", "*"))));

        for (var line :
                List.of(
                        "DELETE /v2/acme/app/_trust/tuf/",
                        "POST /v2/acme/app/_trust/tuf/timestamp.key")) {
            assertThat(
                            http.send(
                                            line + " HTTP/1.1",
                                            HOST,
                                            "Content-Length: 0",
                                            bearer(_ -> {}))
                                    .status())
                    .isEqualTo(401);
            assertThat(http.send(line + " HTTP/1.1", HOST, "Content-Length: 0", star).status())
                    .isEqualTo(200);
        }
        assertThat(http.send("GET " + TIMESTAMP + " HTTP/1.1", HOST, star).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "bearer a.b.c", "BEARER eyJhbGciOiJub25lIn0.e30."})
    void a_bad_token_is_invalid_and_no_more_is_said(String credentials) {
        var answer =
                http.send("GET " + TIMESTAMP + " HTTP/1.1", HOST, "Authorization: " + credentials);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate").getFirst())
                .endsWith(",error=\"invalid_token\"");
        assertThat(answer.body()).hasSizeLessThan(256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWxpY2U6cHc=", "Bearer", "Bearer  two words", "token"})
    void other_credentials_are_none(String credentials) {
        var answer =
                http.send("GET " + TIMESTAMP + " HTTP/1.1", HOST, "Authorization: " + credentials);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate").getFirst()).doesNotContain("error=");
    }

    @Test
    void an_ended_token_is_refused_even_if_it_was_good_before() {
        var now = Instant.now().getEpochSecond();
        var ended = bearer(claims -> claims.put("exp", now - 61));
        var ending = bearer(claims -> claims.put("exp", now - 30));

        assertThat(http.send("GET " + TIMESTAMP + " HTTP/1.1", HOST, ending).status())
                .isEqualTo(200);
        assertThat(http.send("GET " + TIMESTAMP + " HTTP/1.1", HOST, ended).status())
                .isEqualTo(401);
    }

    @Test
    void another_name_in_the_host_header_does_not_matter_with_tokens() {
        assertThat(
                        http.send(
                                        "GET " + TIMESTAMP + " HTTP/1.1",
                                        "Host: notary.example",
                                        bearer(_ -> {}))
                                .status())
                .isEqualTo(200);
    }

    private static String requestId(RawHttp.Answer answer) {
        return answer.body().split("\\|", -1)[3];
    }

    private String bearer(Consumer<Map<String, Object>> change) {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(LibtrustId.of(signer.certificate().getPublicKey()))
                        .build();
        return "Authorization: Bearer "
                + new TokenIssuer(signer).sign(header, TokenIssuer.claims(Instant.now(), change));
    }
}
