package dev.tabellion.e2e.server;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log as an operator starts it: a process of its own, on the record's database. */
public final class RunningLog implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final List<String> command;
    private final Map<String, String> environment;
    private final int port = FreePort.pick();
    private Background process;

    private RunningLog(Path folder, String url, String password) {
        this.folder = folder;
        this.command = new ArrayList<>(Built.program());
        command.addAll(
                List.of(
                        "log",
                        "run",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data-log").toString(),
                        "--database",
                        url,
                        "--database-user",
                        "tabellion_log"));
        this.environment = new HashMap<>(Built.environment());
        environment.put("TABELLION_DATABASE_PASSWORD", password);
        environment.put("TABELLION_LOG_LEASE", "1s");
        this.process = launch();
    }

    /** Everything but the record kept under this folder; returns when it says that it is well. */
    public static RunningLog start(Path folder, String url, String password) {
        var log = new RunningLog(folder, url, password);
        try {
            log.awaitHealth();
            return log;
        } catch (AssertionError | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    public void kill() {
        process.kill();
    }

    public void restart() {
        process = launch();
        awaitHealth();
    }

    public String lastWords() {
        return process.lastWords();
    }

    public Path data() {
        return folder.resolve("data-log");
    }

    /** What it must be held to, as it lies beside its key. */
    public VerifierKey key() {
        try {
            return VerifierKey.parse(
                    Bytes.of(Files.readAllBytes(data().resolve("log/vkey"))).utf8().strip());
        } catch (IOException | MalformedLogData e) {
            throw new AssertionError("reading the log's public key", e);
        }
    }

    /** Status and body. */
    public String health() {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health"));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return "none: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for health", e);
        }
    }

    private void awaitHealth() {
        Deadline.await(LIMIT, () -> health().startsWith("200"), this::lastWords);
    }

    private Background launch() {
        return Background.start(command, folder, environment, folder.resolve("log.log"));
    }

    @Override
    public void close() {
        process.close();
    }
}
