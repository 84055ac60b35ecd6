package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.log.WholeLog;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.process.Program;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person who is forgotten after the last checkpoint, and exports with and without him. */
class RedactedExportIT {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Path CHECKER = Path.of("src/test/python/check_log.py").toAbsolutePath();

    private final Folder folder = Folder.make();
    private final RunningTabellion server = RunningTabellion.start(folder.path(), List.of());
    private final Scene scene = new Scene(server.endpoint());
    private final VerifierKey key = LogAudit.keys(server.data()).keys().getFirst();

    @AfterEach
    void the_server_ends() {
        scene.close();
        server.close();
        folder.close();
    }

    @Test
    void who_was_forgotten_is_in_no_export_and_every_export_is_right() throws IOException {
        scene.wire().tuf(scene.gun(), "timestamp.key").is(200);
        Deadline.await(PATIENCE, this::isLogged, server::lastWords);
        Path before = exported("before");
        assertThat(actors(before)).isNotEmpty();
        // from here on no checkpoint covers what happens
        new LogFolder(server.data().resolve("log"))
                .mark()
                .put(new Halt(Instant.now(), "a test", "a redaction comes"));

        var asked =
                scene.wire()
                        .post(
                                "/api/redactions",
                                "application/json",
                                "{\"subject\":\"anonymous\",\"reason\":\"asked to\"}");
        String confirm = asked.is(202).json().get("confirm").asString();
        scene.wire().post(confirm, "application/json", "").is(200);

        int left = actors(exported("after")).size();
        assertThat(left).isLessThan(actors(before).size());
        // what was exported before is gone on with, and forgets as well
        assertThat(actors(exported("before"))).hasSize(left);
    }

    private Path exported(String name) {
        Path copy = folder.path().resolve(name);
        String data = server.data().toString();
        run("log", "export", "--data", data, "--with-actors", copy.toString()).succeeds();
        run("log", "verify", "--key", key.toString(), copy.toString()).succeeds();
        Program.PYTHON
                .run(
                        folder.path(),
                        Map.of(),
                        List.of("-B", CHECKER.toString(), "--key", key.toString(), copy.toString()))
                .succeeds();
        return copy;
    }

    private static List<Path> actors(Path copy) throws IOException {
        try (Stream<Path> files = Files.list(copy.resolve("private"))) {
            return files.filter(file -> !file.endsWith("redacted")).toList();
        }
    }

    private boolean isLogged() {
        return scene.wire().get("/log/checkpoint").status() == 200
                && WholeLog.read(scene.wire(), key).entries().stream()
                        .anyMatch(entry -> entry.utf8().contains(scene.gun()));
    }

    private Outcome run(String... arguments) {
        return CommandLine.run(folder.path(), Map.of(), List.of(arguments));
    }
}
