package dev.tabellion.server.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.server.Backing;
import dev.tabellion.server.Tabellion;
import dev.tabellion.server.database.DatabaseOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What a client finds at the socket before any handler is asked. */
class ConnectorIT {

    private static final int SOCKET_MILLIS = 15_000;
    private static final int LARGEST_ERROR = 1024;

    @TempDir private static Path data;
    private static ServletWebServerApplicationContext server;
    private static SSLContext trustingOurAuthority;
    private static DatabaseOwner owner;

    @BeforeAll
    static void serve() throws Exception {
        owner = Backing.freshDatabase();
        var application = new SpringApplication(Tabellion.class);
        server =
                (ServletWebServerApplicationContext)
                        application.run(
                                "--tabellion.port=0",
                                "--tabellion.data=" + data,
                                "--tabellion.database.url=" + owner.url(),
                                "--tabellion.database.username=" + owner.user(),
                                "--tabellion.database.password=" + owner.password());
        trustingOurAuthority = trusting(data.resolve("tls/ca.pem"));
    }

    @AfterAll
    static void stop() {
        LogAudit.of(owner, data);
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /a\u0001b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length:"
                        + " 2\r\n\r\nab",
            })
    void a_malformed_request_gets_one_small_json_error(String request) throws Exception {
        var answer = ask(request);
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Content-Type: application/json");
        assertThat(bodyOf(answer))
                .startsWith("{\"errors\":[{\"code\":\"UNKNOWN\",")
                .hasSizeLessThan(LARGEST_ERROR);
        assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContain("Tomcat");
    }

    @Test
    void an_endless_header_is_cut_off() throws Exception {
        var answer = ask("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(70_000));
        // what was not read any more may reset the connection before the answer is seen
        assertThat(answer).matches("(?s)|HTTP/1.1 400 .*\\{\"errors\":\\[.*");
        assertThat(ask("GET /v2/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void no_header_tells_what_software_answers() throws Exception {
        var answer = ask("GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContainIgnoringCase("Server:").doesNotContain("X-Powered-By");
    }

    @Test
    void tls_is_1_2_or_1_3_and_http_2_is_not_offered() throws Exception {
        for (var version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (var socket = connect()) {
                socket.setEnabledProtocols(new String[] {version});
                var parameters = socket.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                assertThat(socket.getApplicationProtocol()).isNotEqualTo("h2");
            }
        }
        try (var socket = connect()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    private static String ask(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static SSLSocket connect() throws IOException {
        var port = requireNonNull(server.getWebServer()).getPort();
        var socket =
                (SSLSocket) trustingOurAuthority.getSocketFactory().createSocket("localhost", port);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(SOCKET_MILLIS);
        return socket;
    }

    private static String bodyOf(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static SSLContext trusting(Path ca) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(ca)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
