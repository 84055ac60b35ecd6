package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.e2e.client.Upload;
import dev.tabellion.e2e.log.WholeLog;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.process.Program;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.OnServer;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tuf.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The log as an auditor checks it, with our program and with one that shares nothing with it. */
@ExtendWith(SharedServer.class)
@OnServer("tabellion")
class LogCommandsIT {
    private static final Path CHECKER = Path.of("src/test/python/check_log.py").toAbsolutePath();

    private static final String KEY_OF_ANOTHER_LOG =
            "tlog.example.com/tuf+cf54edd5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

    private final Scene scene;
    private final Path data;
    private final String key;
    @TempDir private Path folder;

    LogCommandsIT(Scene scene) throws IOException {
        this.scene = scene;
        this.data = scene.endpoint().caFile().resolve("../..").normalize();
        this.key = Files.readString(data.resolve("log/vkey")).strip();
    }

    @Test
    void everybody_finds_the_same_log_right() throws IOException {
        publishLong();
        String targets = published();
        assertThat(run("log", "verify", "--data", data.toString(), "--json").succeeds().out())
                .contains("\"notCompared\":[]");
        String url = scene.endpoint().url() + "/log";
        String authority = scene.endpoint().caFile().toString();
        Path state = folder.resolve("state");
        run("log", "verify", "--key", key, "--ca", authority, "--state", state.toString(), url)
                .succeeds();
        assertThat(state).isDirectoryContaining(file -> file.toString().endsWith(".checkpoint"));
        Path copy = folder.resolve("copy");
        run("log", "export", "--data", data.toString(), "--with-actors", copy.toString())
                .succeeds();
        var files =
                run("log", "verify", "--key", key, "--state", state.toString(), copy.toString());
        assertThat(files.succeeds().out())
                .contains("not compared, not to be seen from here: live_collection, current_doc");
        check(copy.toString()).succeeds();
        check("--ca", authority, url).succeeds();
        documents(copy);
        proofs(copy, targets);
        edits(copy);
    }

    /** Short ones lie together, as they are served, and nothing lies alone that is not long. */
    private void documents(Path copy) throws IOException {
        assertThat(files(copy, "document"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.size(file)).isGreaterThan(65_536));
        for (Path bundle : files(copy, "documents")) {
            assertThat(scene.wire().get("/log/" + copy.relativize(bundle)).is(200).bytes())
                    .isEqualTo(Files.readAllBytes(bundle));
        }
    }

    /** Those that have something in them. */
    private static List<Path> files(Path copy, String kind) throws IOException {
        try (Stream<Path> inside = Files.walk(copy.resolve(kind))) {
            return inside.filter(file -> Files.isRegularFile(file) && file.toFile().length() > 0)
                    .toList();
        }
    }

    /** A proof needs no log to be checked, and proves its own entry only. */
    private void proofs(Path copy, String targets) {
        var outcome =
                run(
                        "log",
                        "prove",
                        "--log",
                        copy.toString(),
                        "--key",
                        key,
                        "--out",
                        folder.toString(),
                        targets);
        Path proof = Path.of(outcome.succeeds().out().strip().lines().toList().getLast());
        Path entry = Path.of(proof.toString().replace(".tlog-proof", ".entry"));
        List<String> check =
                List.of("log", "prove", "--key", key, "--check", proof.toString(), "--entry");
        run(with(check, entry.toString())).succeeds();
        assertThat(run(with(check, proof.toString())).exit()).isEqualTo(1);
    }

    /** One bit of any file, and both say so. */
    private void edits(Path copy) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String kind :
                new String[] {"documents", "tile/entries", "tile/0", "payload", "document"}) {
            files.add(files(copy, kind).getFirst());
        }
        files.add(copy.resolve("checkpoint"));
        for (Path file : files) {
            byte[] right = Files.readAllBytes(file);
            byte[] wrong = right.clone();
            wrong[right.length / 2] ^= 1;
            Files.write(file, wrong);
            assertThat(check(copy.toString()).exit()).as("checker on %s", file).isEqualTo(1);
            Files.write(file, right);
        }
        Path bundle = files.getFirst();
        String document = Bytes.of(Files.readAllBytes(bundle)).slice(0, 32).hex();
        Files.delete(bundle);
        assertThat(check(copy.toString()).exit()).isEqualTo(1);
        assertThat(run("log", "verify", "--key", key, "--json", copy.toString()))
                .satisfies(
                        outcome -> {
                            assertThat(outcome.exit()).isEqualTo(1);
                            assertThat(outcome.out())
                                    .contains("\"fault\":\"document-missing\"")
                                    .contains(document)
                                    .contains("\"outcome\":\"wrong\"");
                        });
    }

    @Test
    void auditors_read_what_entries_name() {
        scene.wire().get("/log/checkpoint").is(200);
        var payloads = scene.wire().get("/log/payload/000.p/1").is(200);
        assertThat(payloads.header("Cache-Control")).contains("immutable").contains("private");
        var documents = scene.wire().get("/log/documents/000.p/1").is(200);
        assertThat(documents.header("Cache-Control")).isEqualTo(payloads.header("Cache-Control"));
        assertThat(documents.header("Vary")).isEqualTo(payloads.header("Vary"));
        scene.wire()
                .get("/log/documents/000.p/1", "If-None-Match", documents.header("ETag"))
                .is(304);
        for (String path :
                List.of(
                        "documents/0.p/1",
                        "documents/000.p/01",
                        "documents/000.p/256",
                        "documents/x999/999",
                        "documents/" + "0".repeat(64),
                        "documents/",
                        "payload/0.p/1",
                        "payload/000.p/01",
                        "payload/x999/999",
                        "document/" + "0".repeat(64),
                        "document/" + "A".repeat(64),
                        "document/")) {
            assertThat(scene.wire().get("/log/" + path).is(404).header("Cache-Control"))
                    .as(path)
                    .isEqualTo("no-store");
        }
        scene.wire().post("/log/payload/000.p/1", "text/plain", "mine").is(405);
    }

    @Test
    void a_mistyped_key_halts_no_log() {
        var outcome = run("log", "verify", "--data", data.toString(), "--key", KEY_OF_ANOTHER_LOG);
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).contains("checkpoint-of-another-log");
        assertThat(data.resolve("log/halted")).doesNotExist();
    }

    @Test
    void what_cannot_be_checked_is_not_called_wrong() {
        assertThat(run("log", "verify", "--key", key, folder.toString()).exit())
                .as("a folder without a log")
                .isEqualTo(3);
        assertThat(run("log", "verify", "--key", key, "http://localhost:1/log").exit())
                .isEqualTo(3);
        assertThat(run("log", "verify", "--key", "nonsense", folder.toString()).exit())
                .isEqualTo(2);
    }

    private String published() {
        var publisher = scene.person("publisher");
        publisher.init().succeeds();
        publisher.add("v1", "one", "-p").succeeds();
        String targets = scene.wire().tuf(scene.gun(), "targets.json").is(200).sha256();
        Deadline.await(
                Duration.ofSeconds(5), () -> isLogged(targets), () -> "the log has " + targets);
        return targets;
    }

    /** With names of targets that fill more than a bundle takes of one document. */
    private void publishLong() {
        PocketPublisher publisher =
                PocketPublisher.of(new Gun(scene.freshGun()), Clock.systemUTC());
        var key = scene.wire().tuf(publisher.gun().value(), "timestamp.key").is(200).json();
        Bytes value = Bytes.base64(key.at("/keyval/public").asString());
        publisher.withServerKeys(new PublicKey(key.at("/keytype").asString(), value));
        IntStream.range(0, 200).forEach(each -> publisher.addTarget("x".repeat(400) + each));
        var body = new Upload();
        publisher
                .firstPublication()
                .forEach(each -> body.with(each.role().value(), each.file().toArray()));
        scene.wire().publish(publisher.gun().value(), body).is(200);
    }

    private boolean isLogged(String digest) {
        try {
            return WholeLog.read(scene.wire(), VerifierKey.parse(key)).entries().stream()
                    .anyMatch(each -> each.utf8().contains(digest));
        } catch (MalformedLogData e) {
            throw new AssertionError(key, e);
        }
    }

    private Outcome check(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-B", CHECKER.toString(), "--key", key));
        all.addAll(List.of(arguments));
        return Program.PYTHON.run(folder, Map.of(), all);
    }

    private static List<String> with(List<String> arguments, String more) {
        List<String> all = new ArrayList<>(arguments);
        all.add(more);
        return all;
    }

    private Outcome run(String... arguments) {
        return run(List.of(arguments));
    }

    private Outcome run(List<String> arguments) {
        return CommandLine.run(folder, Map.of(), arguments);
    }
}
