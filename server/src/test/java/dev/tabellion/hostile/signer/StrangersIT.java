package dev.tabellion.hostile.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.server.tls.PeerCertificate;
import dev.tabellion.server.tls.PeerCertificate.Purpose;
import dev.tabellion.server.tls.PeerFiles;
import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.signing.Questions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An honest question, asked by those whom the signer does not know. */
@ExtendWith(SharedSigner.class)
class StrangersIT {
    private static final InstantSource NOW = InstantSource.system();

    private final AttackedSigner signer;
    private final Siege siege;

    StrangersIT(AttackedSigner signer) {
        this.signer = signer;
        this.siege = Siege.ofNewCollection(signer);
        signer.journal().news();
    }

    @AfterEach
    void nothing_was_signed_and_the_server_is_served_still() {
        assertThat(JournalReader.ofKind("signed/1", signer.journal().news())).isEmpty();
        siege.given(siege.intruder().freshTimestamp());
    }

    @Test
    void another_name_from_the_right_authority_is_turned_away_and_told() throws Exception {
        for (String name :
                List.of(
                        "other.example.com",
                        "*.example.com",
                        AttackedSigner.SERVER + ".evil.example",
                        AttackedSigner.SERVER.toUpperCase(Locale.ROOT))) {
            var answer = ask(issued(authority(), name, Purpose.CLIENT, NOW));
            assertThat(answer.statusCode()).as(name).isEqualTo(403);
            var news = signer.journal().news();
            assertThat(news).hasSize(1);
            assertThat(news.getFirst().has("by")).isFalse();
            assertThat(news.getFirst().at("/told/rule").asString()).isEqualTo("unknown-peer");
            assertThat(news.getFirst().at("/told/facts/subject").asString()).contains(name);
        }
    }

    @Test
    void the_right_name_from_another_authority_finds_no_connection_and_is_told() throws Exception {
        var foreign =
                issued(
                        Files.createTempDirectory(signer.folder(), "foreign"),
                        AttackedSigner.SERVER,
                        Purpose.CLIENT,
                        NOW);
        noConnection(
                new PeerFiles(authority().resolve("ca.pem"), foreign.certificate(), foreign.key()));
    }

    @Test
    void an_expired_certificate_finds_no_connection_and_is_told() throws Exception {
        var then = InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z"));
        var expired = issued(authority(), AttackedSigner.SERVER, Purpose.CLIENT, then);
        try (var tls = PeerTls.of(expired, then)) {
            assertThatThrownBy(() -> ask(tls)).isInstanceOf(IOException.class);
        }
        told();
    }

    /** Who has the signer's own certificate is not a peer of the signer's. */
    @Test
    void a_certificate_for_signers_finds_no_connection_and_is_told() throws Exception {
        noConnection(issued(authority(), AttackedSigner.SERVER, Purpose.SERVER, NOW));
    }

    @Test
    void nobody_comes_in_without_a_certificate() throws Exception {
        var nobody = SSLContext.getInstance("TLS");
        nobody.init(null, trustInTheSigner(), null);
        try (var client = HttpClient.newBuilder().sslContext(nobody).build()) {
            assertThatThrownBy(() -> client.send(question(), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(signer.journal().news()).isEmpty();
    }

    private TrustManager[] trustInTheSigner() throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (var authority = Files.newInputStream(authority().resolve("ca.pem"))) {
            trusted.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509").generateCertificate(authority));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust.getTrustManagers();
    }

    private void noConnection(PeerFiles as) {
        assertThatThrownBy(() -> ask(as)).isInstanceOf(IOException.class);
        told();
    }

    /** The client may hear of it before the journal does. */
    private void told() {
        var news = new ArrayList<JsonNode>();
        Deadline.await(
                Duration.ofSeconds(5),
                () -> news.addAll(signer.journal().news()) || !news.isEmpty(),
                () -> "an entry for a stranger");
        assertThat(news).hasSize(1);
        assertThat(news.getFirst().has("by")).isFalse();
        assertThat(news.getFirst().at("/told/rule").asString()).isEqualTo("unknown-peer");
        assertThat(news.getFirst().at("/told/facts/subject").asString())
                .contains(AttackedSigner.SERVER);
        assertThat(news.getFirst().at("/told/facts/problem").asString()).isNotEmpty();
    }

    private HttpResponse<String> ask(PeerFiles as) throws Exception {
        try (var tls = PeerTls.of(as, NOW)) {
            return ask(tls);
        }
    }

    private HttpResponse<String> ask(PeerTls tls) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(tls.context()).build()) {
            return client.send(question(), BodyHandlers.ofString());
        }
    }

    private HttpRequest question() {
        var honest = Questions.sign(siege.intruder().freshTimestamp().request());
        return HttpRequest.newBuilder(signer.url().resolve("/sign"))
                .POST(BodyPublishers.ofByteArray(honest.toArray()))
                .build();
    }

    private Path authority() {
        return signer.data().resolve("tls");
    }

    private PeerFiles issued(Path authority, String name, Purpose purpose, InstantSource when)
            throws IOException {
        var out = Files.createTempDirectory(signer.folder(), "issued");
        return PeerCertificate.issue(authority, out, name, purpose, when);
    }
}
