package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.log.WholeLog;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.KeyToken;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.signer.vault.pkcs11.SoftHsm;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server whose log's key is in a token, and clients that publish by it. */
class LogKeyInTokenIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Folder folder = Folder.make();
    private final KeyToken token = KeyToken.under(folder.path());

    @AfterEach
    void all_ends() {
        folder.close();
    }

    @Test
    void the_token_signs_the_log_across_a_kill_and_while_it_is_gone_only_the_log_waits()
            throws Exception {
        assertThat(command("--make").succeeds().out())
                .contains("Made.", "never-extractable: yes", "local: yes");
        try (var server = RunningTabellion.start(folder.path(), List.of(), environment());
                var scene = new Scene(server.endpoint())) {
            NotaryClient publisher = scene.person("publisher");
            publisher.init().succeeds();
            publisher.add("v1", "one", "-p").succeeds();
            VerifierKey key = key(server);
            coversAll(scene, key);
            assertThat(server.data().resolve("log/key.pem")).doesNotExist();

            server.kill();
            server.restart();
            publisher.add("v2", "two", "-p").succeeds();
            coversAll(scene, key);
            assertThat(key(server)).isEqualTo(key);

            token.hsm().pull();
            long before = size(scene);
            publisher.add("v3", "three", "-p").succeeds();
            assertThat(scene.person("reader").names()).containsExactly("v1", "v2", "v3");
            Deadline.await(LIMIT, () -> complains(scene), server::lastWords);
            assertThat(size(scene)).isEqualTo(before);
            assertThat(command().exit()).isEqualTo(1);

            token.hsm().plug();
            Deadline.await(LIMIT, () -> !complains(scene), server::lastWords);
            coversAll(scene, key);
            assertThat(command().succeeds().out()).contains(key.vkey());
        } // audited
        isSilent();
    }

    @Test
    void a_start_without_the_token_serves_and_waits_for_it() throws Exception {
        try (var server = RunningTabellion.start(folder.path(), List.of(), environment());
                var scene = new Scene(server.endpoint())) {
            VerifierKey key = key(server);
            server.kill();
            token.hsm().pull();
            server.restartUnwell();
            NotaryClient publisher = scene.person("publisher");
            publisher.init().succeeds();
            publisher.add("v1", "one", "-p").succeeds();
            Deadline.await(LIMIT, () -> complains(scene), server::lastWords);
            token.hsm().plug();
            Deadline.await(LIMIT, () -> !complains(scene), server::lastWords);
            coversAll(scene, key);
        }
    }

    /** What operating.md says to who has a log whose key is a file. */
    @Test
    void a_key_that_is_brought_from_its_file_into_the_token_goes_on_with_its_log()
            throws Exception {
        VerifierKey key;
        try (var server = RunningTabellion.start(folder.path(), List.of())) {
            key = key(server);
            assertThat(server.terminate()).isIn(0, 143);
        }
        Path file = folder.path().resolve("data/log/key.pem");
        token.hsm().importKey(file, "tabellion-log");
        Files.move(file, folder.path().resolve("away"), StandardCopyOption.ATOMIC_MOVE);
        try (var server = RunningTabellion.start(folder.path(), List.of(), environment());
                var scene = new Scene(server.endpoint())) {
            NotaryClient publisher = scene.person("publisher");
            publisher.init().succeeds();
            publisher.add("v1", "one", "-p").succeeds();
            coversAll(scene, key);
        }
    }

    /** Of a newly made key it says that it is another log's, and touches nothing. */
    @Test
    void another_key_is_not_taken_for_the_logs() {
        try (var server = RunningTabellion.start(folder.path(), List.of())) {
            assertThat(server.terminate()).isIn(0, 143);
        }
        Outcome refused = command("--make");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("'tabellion-log' in the token is gone");
    }

    @Test
    void a_key_that_cannot_be_read_is_told_in_a_sentence() throws Exception {
        command("--make").succeeds();
        Files.writeString(folder.path().resolve("data/log/key.pem"), "torn");
        Outcome refused = CommandLine.run(folder.path(), Map.of(), words());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("is no Ed25519 key in PEM")
                .doesNotContain("Exception", "\tat ");
    }

    private static void coversAll(Scene scene, VerifierKey key) {
        String targets = scene.wire().tuf(scene.gun(), "targets.json").is(200).sha256();
        Deadline.await(
                LIMIT,
                () -> mentions(WholeLog.read(scene.wire(), key), targets),
                () -> "the log does not have " + targets);
    }

    private static boolean mentions(WholeLog log, String digest) {
        return log.entries().stream().anyMatch(each -> each.utf8().contains(digest));
    }

    private static long size(Scene scene) throws MalformedLogData {
        return WholeLog.checkpoint(scene.wire()).head().size().leaves();
    }

    private static boolean complains(Scene scene) {
        return scene.wire().get("/_notary_server/health").text().contains("Log operational");
    }

    private static VerifierKey key(RunningTabellion server) throws IOException, MalformedLogData {
        return VerifierKey.parse(Files.readString(server.data().resolve("log/vkey")).strip());
    }

    /** Says neither the PIN nor anything of native code that nobody allowed. */
    private void isSilent() throws IOException {
        assertThat(Files.readString(folder.path().resolve("tabellion.log")))
                .doesNotContain(SoftHsm.PIN)
                .doesNotContain("restricted method", "native-access");
    }

    private Outcome command(String... options) {
        return CommandLine.run(folder.path(), environment(), words(options));
    }

    private List<String> words(String... options) {
        List<String> words =
                new ArrayList<>(
                        List.of("log", "key", "--data", folder.path().resolve("data").toString()));
        words.addAll(List.of(options));
        return words;
    }

    private Map<String, String> environment() {
        var variables = new HashMap<>(token.environment());
        variables.put("TABELLION_LOG_KEYTOKEN_LIBRARY", SoftHsm.library().toString());
        variables.put("TABELLION_LOG_KEYTOKEN_LABEL", token.hsm().label());
        variables.put("TABELLION_LOG_KEYTOKEN_PINFILE", token.pinFile().toString());
        return variables;
    }
}
