package dev.tabellion.server.kafka;

import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.server.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real broker in a process of its own, made of what is on the class path; may be killed. */
public final class KafkaBroker implements AutoCloseable {
    private final Path folder;
    private final int port;
    private Background process;

    private KafkaBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    public static KafkaBroker start(Path folder) {
        int port = FreePort.pick();
        write(folder.resolve("kafka.properties"), properties(folder, port, FreePort.pick()));
        write(
                folder.resolve("logback.xml"),
                """
                <configuration><appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %logger{0} %msg%n</pattern></encoder></appender>
                <root level="warn"><appender-ref ref="out"/></root></configuration>
                """);
        var format =
                java(
                        folder,
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        "AAAAAAAAAAAAAAAAAAAAAQ",
                        "-c",
                        folder.resolve("kafka.properties").toString());
        if (format.exitCode() != 0) {
            throw new AssertionError("formatting failed: " + format.lastWords());
        }
        var broker = new KafkaBroker(folder, port);
        Readiness.awaitListening(port, broker.process);
        return broker;
    }

    public String address() {
        return "localhost:" + port;
    }

    public void kill() {
        process.kill();
    }

    public void restart() {
        process = launch();
        Readiness.awaitListening(port, process);
    }

    @Override
    public void close() {
        process.kill();
    }

    private Background launch() {
        return java(folder, "kafka.Kafka", folder.resolve("kafka.properties").toString());
    }

    private static Background java(Path folder, String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                                "-cp",
                                System.getProperty("java.class.path")));
        command.addAll(Stream.of(words).toList());
        return Background.start(command, folder, Map.of(), folder.resolve("kafka.log"));
    }

    private static String properties(Path folder, int port, int controller) {
        return """
               process.roles=broker,controller
               node.id=1
               controller.quorum.voters=1@localhost:%d
               listeners=PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d
               advertised.listeners=PLAINTEXT://localhost:%d
               controller.listener.names=CONTROLLER
               log.dirs=%s
               num.partitions=3
               offsets.topic.replication.factor=1
               transaction.state.log.replication.factor=1
               transaction.state.log.min.isr=1
               group.initial.rebalance.delay.ms=0
               """
                .formatted(controller, port, controller, port, folder.resolve("kafka-data"));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }
}
