package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.process.Program;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.OnServer;
import dev.tabellion.e2e.server.Raises;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import dev.tabellion.hostile.Author;
import dev.tabellion.tuf.RoleName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Evidence as somebody takes it away, and as two programs that share nothing check it. */
@ExtendWith(SharedServer.class)
@OnServer("tabellion")
@Raises("VERSION_JUMP_REFUSED")
class EvidenceIT {
    private static final Path CHECKER = Path.of("src/test/python/check_log.py").toAbsolutePath();
    private static final int BLOCK = 512;
    private static final String KEY_OF_ANOTHER_LOG =
            "tlog.example.com/tuf+cf54edd5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

    private final Scene scene;
    private final String key;
    @TempDir private Path folder;
    private JsonNode finding;
    private Author author;

    EvidenceIT(Scene scene) throws IOException {
        this.scene = scene;
        Path data = scene.endpoint().caFile().resolve("../..").normalize();
        this.key = Files.readString(data.resolve("log/vkey")).strip();
    }

    @BeforeEach
    void attack() {
        author = Author.of(scene.wire(), scene.gun(), Clock.systemUTC()).begins().adds("v2");
        var forged = author.pocket().attack().fastForward(RoleName.TARGETS, Integer.MAX_VALUE);
        assertThat(author.send(forged).status()).isEqualTo(400);
        AtomicReference<JsonNode> found = new AtomicReference<>();
        Deadline.await(
                Duration.ofSeconds(30),
                () -> {
                    String path = "/api/findings?rule=VERSION_JUMP_REFUSED&subject=" + scene.gun();
                    found.set(scene.wire().get(path).is(200).json().at("/findings/0"));
                    return found.get().isObject() && provable(found.get());
                },
                () -> "a finding about " + scene.gun());
        finding = found.get();
    }

    private boolean provable(JsonNode told) {
        String id = told.path("id").asString();
        return scene.wire().get("/api/forensics/findings/" + id + "/evidence").status() == 200;
    }

    @Test
    void two_programs_find_it_right_by_the_key_of_its_log_alone() throws IOException {
        Path file = got("--finding", finding.path("id").asString());
        assertThat(verify(file).succeeds().out()).contains("Right").contains("1 entries");
        check(file).succeeds();
        assertThat(verify("--key", KEY_OF_ANOTHER_LOG, file.toString()).exit()).isEqualTo(1);
        assertThat(verify("--key", key, folder.resolve("none").toString()).exit()).isEqualTo(3);
        assertThat(verify(file.toString()).exit()).as("without a key").isEqualTo(2);
    }

    @Test
    void a_stolen_key_is_shown_with_all_that_it_signed_and_each_bit_counts() throws IOException {
        String signer =
                author.pocket()
                        .publishedAs(RoleName.TARGETS)
                        .getLast()
                        .utf8()
                        .replaceAll("(?s).*\"keyid\":\"([0-9a-f]{64})\".*", "$1");
        Path file = got("--key", signer);
        assertThat(verify(file).succeeds().out()).contains("Right");
        check(file).succeeds();
        for (Bytes each : author.pocket().publishedAs(RoleName.TARGETS)) {
            assertThat(members(file)).containsKey("documents/" + each.sha256());
        }
        tampered(file);
    }

    @Test
    void a_key_of_the_signers_is_shown_with_what_its_journal_tells() throws IOException {
        String signer =
                author.served(RoleName.TIMESTAMP)
                        .utf8()
                        .replaceAll("(?s).*\"keyid\":\"([0-9a-f]{64})\".*", "$1");
        Path file = got("--key", signer);
        assertThat(verify(file).succeeds().out()).contains("Right");
        check(file).succeeds();
        Map.Entry<String, Integer> entry =
                members(file).entrySet().stream()
                        .filter(each -> each.getKey().startsWith("journal/"))
                        .findFirst()
                        .orElseThrow();
        byte[] changed = Files.readAllBytes(file);
        changed[entry.getValue()] ^= 1;
        Path wrong = folder.resolve("wrong.tar");
        Files.write(wrong, changed);
        assertThat(verify(wrong).out()).contains("member " + entry.getKey());
        assertThat(check(wrong).exit()).isEqualTo(1);
    }

    @Test
    void an_incident_is_shown_with_its_findings() throws IOException {
        Path file = got("--incident", finding.path("id").asString());
        verify(file).succeeds();
        check(file).succeeds();
    }

    @Test
    void what_any_tar_reads_is_what_was_checked() throws IOException {
        Path file = got("--finding", finding.path("id").asString());
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Program.PYTHON
                .run(
                        folder,
                        Map.of(),
                        List.of("-m", "tarfile", "-e", file.toString(), unpacked.toString()))
                .succeeds();
        String leaf = finding.path("leaf").asString();
        String entry = unpacked.resolve("entries/" + leaf).toString();
        CommandLine.run(
                        folder,
                        Map.of(),
                        List.of(
                                "log",
                                "prove",
                                "--key",
                                key,
                                "--check",
                                entry + ".tlog-proof",
                                "--entry",
                                entry + ".entry"))
                .succeeds();
    }

    @Test
    void nobody_is_told_what_there_is_not() {
        for (String path :
                List.of(
                        "findings/" + "0".repeat(32) + "/evidence",
                        "incidents/nonsense/evidence",
                        "compromise/evidence?key=" + "0".repeat(64))) {
            scene.wire().get("/api/forensics/" + path).is(404);
        }
        scene.wire().get("/api/forensics/compromise/evidence").is(400);
        scene.wire().get("/api/forensics/compromise/evidence?key=a%07b").is(400);
    }

    /** One bit in a member of each kind, and both programs say so; ours says where. */
    private void tampered(Path file) throws IOException {
        byte[] right = Files.readAllBytes(file);
        Path wrong = folder.resolve("wrong.tar");
        Map<String, Map.Entry<String, Integer>> kinds = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> member : members(file).entrySet()) {
            kinds.put(member.getKey().replaceAll("/[0-9a-f]+", "/"), member);
        }
        assertThat(kinds).hasSize(9);
        for (Map.Entry<String, Integer> member : kinds.values()) {
            byte[] changed = right.clone();
            changed[member.getValue()] ^= 1;
            Files.write(wrong, changed);
            Outcome outcome = verify(wrong);
            assertThat(outcome.exit()).as(member.getKey()).isEqualTo(1);
            if (!member.getKey().equals("manifest.json")) {
                assertThat(outcome.out()).contains("member " + member.getKey());
            }
            assertThat(check(wrong).exit()).as("checker on " + member.getKey()).isEqualTo(1);
        }
    }

    /** Where the middle of each member is. */
    private static Map<String, Integer> members(Path file) throws IOException {
        byte[] tar = Files.readAllBytes(file);
        Map<String, Integer> members = new LinkedHashMap<>();
        for (int at = 0; tar[at] != 0; ) {
            String name = new String(tar, at, 100, StandardCharsets.US_ASCII).split("\0", 2)[0];
            int length =
                    Integer.parseInt(new String(tar, at + 124, 11, StandardCharsets.US_ASCII), 8);
            members.put(name, at + BLOCK + length / 2);
            at += BLOCK + (length + BLOCK - 1) / BLOCK * BLOCK;
        }
        return members;
    }

    private Path got(String... about) {
        Path file = folder.resolve("evidence-" + System.nanoTime() + ".tar");
        List<String> all = new ArrayList<>(List.of("evidence", "get"));
        all.addAll(List.of(about));
        all.addAll(
                List.of(
                        "--server",
                        scene.endpoint().url().toString(),
                        "--ca",
                        scene.endpoint().caFile().toString(),
                        "--out",
                        file.toString()));
        CommandLine.run(folder, Map.of(), all).succeeds();
        return file;
    }

    private Outcome verify(Path file) {
        return verify("--key", key, file.toString());
    }

    private Outcome verify(String... arguments) {
        List<String> all = new ArrayList<>(List.of("evidence", "verify"));
        all.addAll(List.of(arguments));
        return CommandLine.run(folder, Map.of(), all);
    }

    private Outcome check(Path file) {
        return Program.PYTHON.run(
                folder,
                Map.of(),
                List.of("-B", CHECKER.toString(), "--key", key, "--evidence", file.toString()));
    }
}
