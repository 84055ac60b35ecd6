package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.kafka.Heard;
import dev.tabellion.server.kafka.KafkaBroker;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.VerifierKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed when Kafka has its events and it has not noted so. */
class KilledFeedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EVENTS = "tabellion.events";
    private static final String POSITION =
            "select convert_from(position, 'UTF8')::bigint from tabellion.follower"
                    + " where name = 'kafka-events'";

    @TempDir private static Path brokers;

    private final Folder folder = Folder.make();
    private final KafkaBroker broker = KafkaBroker.start(brokers);
    private final RunningTabellion server =
            RunningTabellion.start(
                    folder.path(),
                    List.of(),
                    Map.of("TABELLION_KAFKA_BOOTSTRAPSERVERS", broker.address()));
    private final Wire wire = new Wire(server.endpoint());

    @AfterEach
    void all_ends() {
        wire.close();
        server.close();
        broker.close();
        folder.close();
    }

    @Test
    void what_kafka_had_comes_again_in_order_and_checkpoints_only_grow() throws Exception {
        var publisher =
                TenaciousPublisher.beginning(
                        "example.com/" + UUID.randomUUID(), wire, new Fate(), false);
        awaitPosition(leaves() - 1);
        long before = position();
        try (var holding = superuser().connect();
                var statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            // whoever wants to note how far he is has to wait from now on
            statement.execute(
                    "select 1 from tabellion.follower where name = 'kafka-events' for update");
            assertThat(publisher.publish("v1")).isTrue();
            Heard.in(broker, EVENTS, heard -> last(heard) > before);
            assertThat(position()).isEqualTo(before);
            server.kill();
        }
        server.restart();
        assertThat(publisher.publish("v2")).isTrue();
        awaitPosition(leaves() - 1);

        long end = leaves();
        var heard = Heard.in(broker, EVENTS, all -> distinct(all) >= end);
        assertThat(heard.size()).as("some came twice").isGreaterThan((int) distinct(heard));
        isOneHistory(heard);
        checkpointsGrow();
    }

    /** Repetitions are the same, and who leaves out what is not above the last has all in order. */
    private static void isOneHistory(List<ConsumerRecord<String, byte[]>> heard) {
        Map<Long, Bytes> told = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        for (var record : heard) {
            Bytes value = Bytes.of(record.value());
            Bytes known = told.putIfAbsent(Heard.id(record), value);
            assertThat(known == null ? value : known).isEqualTo(value);
            if (known == null) {
                assertThat(Heard.id(record)).isGreaterThan(last.getOrDefault(record.key(), -1L));
                last.put(record.key(), Heard.id(record));
            }
        }
    }

    private void checkpointsGrow() throws MalformedLogData {
        var served = Bytes.of(wire.get("/log/checkpoint").is(200).bytes());
        VerifierKey key = LogAudit.keys(server.data()).keys().getFirst();
        var heard =
                Heard.in(
                        broker,
                        "tabellion.checkpoints",
                        all -> all.stream().anyMatch(each -> served.equals(valueOf(each))));
        long size = 0;
        for (var record : heard) {
            var checkpoint = SignedCheckpoint.parse(valueOf(record));
            assertThat(checkpoint.judge(key).isVouched()).isTrue();
            assertThat(record.key()).isEqualTo(checkpoint.checkpoint().origin().text());
            assertThat(checkpoint.head().size().leaves()).isGreaterThanOrEqualTo(size);
            size = checkpoint.head().size().leaves();
        }
    }

    private static Bytes valueOf(ConsumerRecord<String, byte[]> record) {
        return Bytes.of(record.value());
    }

    private static long last(List<ConsumerRecord<String, byte[]>> heard) {
        return heard.stream().mapToLong(Heard::id).max().orElse(-1);
    }

    private static long distinct(List<ConsumerRecord<String, byte[]>> heard) {
        return heard.stream().map(Heard::id).distinct().count();
    }

    private void awaitPosition(long least) {
        Deadline.await(PATIENCE, () -> position() >= least, server::lastWords);
    }

    private long position() {
        return number(POSITION);
    }

    /** Once nothing waits for its place. */
    private long leaves() {
        Deadline.await(
                PATIENCE,
                () -> number("select count(*) from tabellion.log_outbox") == 0,
                server::lastWords);
        return number("select size from tabellion.log_head");
    }

    private long number(String question) {
        try (var connection = superuser().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            return row.next() && row.getObject(1) != null ? row.getLong(1) : -1;
        } catch (SQLException e) {
            throw new IllegalStateException(question, e);
        }
    }

    private DatabaseOwner superuser() {
        return Objects.requireNonNull(LogAudit.embedded(server.data()).orElse(null));
    }
}
