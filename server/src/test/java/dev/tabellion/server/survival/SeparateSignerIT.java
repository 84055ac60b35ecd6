package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.command.signer.Patience;
import dev.tabellion.command.signer.RemoteRoleSigner;
import dev.tabellion.command.signer.SignerLine;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SplitTabellion;
import dev.tabellion.server.tls.PeerCertificate;
import dev.tabellion.server.tls.PeerCertificate.Purpose;
import dev.tabellion.server.tls.PeerFiles;
import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.tuf.RoleName;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server without keys, a signer without anything else, and strangers at the signer's door. */
class SeparateSignerIT {
    private static final Patience PATIENT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), 8L << 20);
    private static final Duration RELOAD = Duration.ofSeconds(20);

    private static Folder folder;
    private static SplitTabellion split;
    private static Scene scene;

    @BeforeAll
    static void both_run() {
        folder = Folder.make();
        split = SplitTabellion.start(folder.path());
        scene = new Scene(split.endpoint());
    }

    @AfterAll
    static void both_end() {
        scene.close();
        split.close();
        folder.close();
    }

    @Test
    void a_publication_needs_both_and_neither_holds_what_is_the_others() {
        var gun = scene.freshGun();
        scene.person("publisher", gun).init().succeeds();
        scene.person("publisher", gun).add("v1", "one", "-p").succeeds();
        assertThat(scene.person("consumer", gun).names()).containsExactly("v1");

        assertThat(schemasAt(split.server().data())).contains("tabellion").doesNotContain("signer");
        assertThat(schemasAt(split.signer().data())).contains("signer").doesNotContain("tabellion");
        assertThat(split.server().data().resolve("secrets/key-encryption-key")).doesNotExist();
        assertThat(split.signer().data().resolve("secrets/key-encryption-key")).exists();
    }

    /** What crashes between the two would leave, often: keys that no root names. */
    @Test
    void a_key_that_the_signer_does_not_make_is_refused_by_its_rule() {
        String gun = scene.freshGun();
        var place = new KeyPlace(new Gun(gun), 1, RoleName.TIMESTAMP);
        var files = PeerFiles.in(folder.path().resolve("for-" + RunningSigner.ASKER));
        try (var tls = PeerTls.of(files, InstantSource.system());
                var client = SignerLine.client(tls.context(), PATIENT)) {
            var signer =
                    new RemoteRoleSigner(
                            new SignerLine(split.signer().url(), () -> client, PATIENT));
            for (int unused = 0; unused < 8; unused++) {
                signer.create(place, KeyAlgorithm.ECDSA);
            }
        }
        assertThat(scene.wire().get("/v2/" + gun + "/_trust/tuf/timestamp.key").is(400).text())
                .contains("too-many-unused-keys");
    }

    @Test
    void who_may_ask_may_not_therefore_read_the_journal() throws Exception {
        var server = PeerFiles.in(folder.path().resolve("for-" + RunningSigner.ASKER));
        assertThat(get(server, "/journal").statusCode()).isEqualTo(200); // named as its reader, too
        var asker = issued(authority(), RunningSigner.NO_READER, Purpose.CLIENT);
        assertThat(get(asker, "/health").statusCode()).isEqualTo(200);
        var journal = get(asker, "/journal");
        assertThat(journal.statusCode()).isEqualTo(403);
        assertThat(journal.body()).contains("right-missing");
    }

    @Test
    void another_name_from_the_same_authority_is_turned_away() throws Exception {
        var answer = get(issued(authority(), "other.example.com", Purpose.CLIENT), "/health");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("unknown-peer");
    }

    @Test
    void the_right_name_from_another_authority_finds_no_connection() {
        var foreign = issued(folder.path().resolve("foreign"), RunningSigner.ASKER, Purpose.CLIENT);
        var mixed =
                new PeerFiles(authority().resolve("ca.pem"), foreign.certificate(), foreign.key());
        assertThatThrownBy(() -> get(mixed, "/health")).isInstanceOf(IOException.class);
    }

    @Test
    void an_expired_certificate_finds_no_connection() {
        var then = InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z"));
        var old =
                PeerCertificate.issue(
                        authority(),
                        folder.path().resolve("old"),
                        RunningSigner.ASKER,
                        Purpose.CLIENT,
                        then);
        try (var tls = PeerTls.of(old, then)) {
            assertThatThrownBy(() -> get(tls.context(), "/health")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_certificate_for_servers_finds_no_connection() {
        var signer = issued(authority(), RunningSigner.ASKER, Purpose.SERVER);
        assertThatThrownBy(() -> get(signer, "/health")).isInstanceOf(IOException.class);
    }

    @Test
    void nobody_comes_in_without_a_certificate() throws Exception {
        var silent = SSLContext.getInstance("TLS");
        silent.init(null, new javax.net.ssl.TrustManager[] {new TrustsAnybody()}, null);
        assertThatThrownBy(() -> get(silent, "/health")).isInstanceOf(IOException.class);
    }

    @Test
    void a_signer_of_another_name_is_not_the_signer() {
        var server = PeerFiles.in(folder.path().resolve("for-" + RunningSigner.ASKER));
        try (var tls = PeerTls.of(server, InstantSource.system())) {
            assertThatThrownBy(() -> get(tls.contextFor("signer.example.com"), "/health"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void replaced_files_are_used_without_a_restart_and_broken_ones_are_not() throws Exception {
        var credentials = folder.path().resolve("for-" + RunningSigner.ASKER);
        var before = Files.readString(credentials.resolve("cert.pem"));

        var stranger = issued(authority(), "other.example.com", Purpose.CLIENT);
        replace(stranger, credentials);
        awaitHealth("the signer does not let this server in");

        RunningSigner.credentials(folder.path(), RunningSigner.ASKER);
        awaitHealth("{}");
        assertThat(Files.readString(credentials.resolve("cert.pem"))).isNotEqualTo(before);

        Files.writeString(credentials.resolve("cert.pem"), "nothing that reads as PEM");
        awaitHealth("new certificate files are not used");
        scene.person("late", scene.freshGun()).init().succeeds();

        RunningSigner.credentials(folder.path(), RunningSigner.ASKER);
        awaitHealth("{}");
    }

    private static void awaitHealth(String words) {
        Deadline.await(
                RELOAD,
                () -> scene.wire().get("/_notary_server/health").text().contains(words),
                () -> scene.wire().get("/_notary_server/health").text() + split.lastWords());
    }

    private static void replace(PeerFiles files, Path credentials) throws IOException {
        var replace = StandardCopyOption.REPLACE_EXISTING;
        Files.copy(files.key(), credentials.resolve("key.pem"), replace);
        Files.copy(files.certificate(), credentials.resolve("cert.pem"), replace);
    }

    private static Path authority() {
        return split.signer().data().resolve("tls");
    }

    private static PeerFiles issued(Path authority, String name, Purpose purpose) {
        try {
            return PeerCertificate.issue(
                    Files.createDirectories(authority),
                    Files.createTempDirectory(folder.path(), "issued"),
                    name,
                    purpose,
                    InstantSource.system());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("making a place for a certificate", e);
        }
    }

    private static HttpResponse<String> get(PeerFiles as, String path) throws Exception {
        try (var tls = PeerTls.of(as, InstantSource.system())) {
            return get(tls.context(), path);
        }
    }

    private static HttpResponse<String> get(SSLContext as, String path) throws Exception {
        try (var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(as)
                        .build()) {
            var question = HttpRequest.newBuilder(split.signer().url().resolve(path)).build();
            return client.send(question, BodyHandlers.ofString());
        }
    }

    private static List<String> schemasAt(Path data) {
        var owner = new OwnPostmaster(data).owner();
        var sessions = new DriverManagerDataSource(owner.url(), owner.user(), owner.password());
        return new JdbcTemplate(sessions)
                .queryForList("select nspname::text from pg_namespace", String.class);
    }
}
