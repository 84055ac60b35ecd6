package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.projection.inspection.DatabaseRecord;
import dev.tabellion.projection.inspection.InspectionNews;
import dev.tabellion.projection.inspection.InspectionTerms;
import dev.tabellion.projection.inspection.RollingInspection;
import dev.tabellion.projection.log.LogStanding;
import dev.tabellion.projection.log.Stop;
import dev.tabellion.tlog.Halt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever keeps the record from being looked at keeps the log from signing. */
class BlindedInspectionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final InspectionTerms RESTLESS =
            new InspectionTerms(Duration.ofSeconds(1), Duration.ofMillis(100), 1_000_000);

    @TempDir private Path place;
    private final List<Halt> halts = new CopyOnWriteArrayList<>();
    private LogRecord record;
    private LogNode node;

    @BeforeEach
    void prepare() {
        record = LogRecord.fresh();
        node = new LogNode(place.resolve("a"), record);
        record.sql.update("insert into tabellion.ledger (log_origin) values ('example.com/log')");
        record.append(30);
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
    }

    @AfterEach
    void close() {
        node.close();
        record.close();
    }

    @Test
    void a_right_that_was_taken_away_halts() {
        record.asSuperuser("revoke select on tabellion.event from tabellion_log");
        try (var inspection = inspection(false, new Silence())) {
            assertThat(firstHalt().what()).contains("could not be examined");
            assertThat(inspection.complaint()).contains("permission denied");
        }
    }

    @Test
    void a_payload_that_nobody_can_hold_halts_and_is_not_fetched() {
        record.asSuperuser(
                "update tabellion.event set payload = convert_to(repeat('x', 200000000), 'UTF8')"
                        + " where global_index = 5");
        try (var inspection = inspection(false, new Silence())) {
            assertThat(firstHalt().what()).contains("OverlongValue").contains("row 5 ");
            assertThat(inspection.complaint()).contains("OverlongValue");
        }
    }

    @Test
    void an_error_that_lasts_halts_and_does_not_end_the_inspection() {
        try (var inspection = inspection(false, shortOfMemory(Integer.MAX_VALUE))) {
            assertThat(firstHalt().what()).contains("OutOfMemoryError");
            assertThat(inspection.complaint()).contains("OutOfMemoryError");
        }
    }

    @Test
    void an_error_that_passes_halts_nothing() {
        try (var inspection = inspection(false, shortOfMemory(2))) {
            assertThat(firstHalt().what()).startsWith("leaf-unreadable");
            Deadline.await(
                    PATIENCE,
                    () -> inspection.complaint() == null,
                    () -> "the look after it came to its end");
        }
    }

    @Test
    void a_table_that_somebody_has_locked_halts_nothing_and_is_looked_at_again() throws Exception {
        try (var rewriting = record.ownersSession();
                var statement = rewriting.createStatement()) {
            rewriting.setAutoCommit(false);
            statement.execute("lock table tabellion.event in access exclusive mode");
            try (var inspection = inspection(false, new Silence())) {
                Deadline.await(
                        PATIENCE,
                        () -> String.valueOf(inspection.complaint()).contains("lock timeout"),
                        () -> "it waited, and the lock was not to be had");
                assertThat(halts).isEmpty();
                rewriting.rollback();
                assertThat(firstHalt().what()).startsWith("leaf-unreadable");
            }
        }
    }

    @Test
    void a_log_that_is_kept_and_not_looked_at_is_halted() throws Exception {
        try (var rewriting = record.ownersSession();
                var statement = rewriting.createStatement()) {
            rewriting.setAutoCommit(false);
            statement.execute("lock table tabellion.event in access exclusive mode");
            try (var inspection = inspection(true, new Silence())) {
                Deadline.await(
                        PATIENCE,
                        () -> halts.stream().anyMatch(it -> it.what().contains("not read through")),
                        () -> "halted for want of a round");
                assertThat(inspection.complaint()).contains("lock timeout");
            }
        }
    }

    @Test
    void memory_that_stays_short_at_the_end_of_rounds_halts() {
        InspectionNews shortOfMemory =
                new Silence() {
                    @Override
                    public void finished(Instant at, long findings) {
                        throw new OutOfMemoryError("as if");
                    }
                };
        try (var inspection = inspection(false, shortOfMemory)) {
            Deadline.await(
                    PATIENCE,
                    () -> halts.stream().anyMatch(it -> it.what().contains("OutOfMemoryError")),
                    () -> "halted for want of memory");
            assertThat(inspection.complaint()).contains("OutOfMemoryError");
        }
    }

    @Test
    void the_rest_of_a_round_that_was_interrupted_does_not_count_as_a_whole_one() throws Exception {
        record.append(RecordSource.AT_ONCE);
        node.turn();
        Files.writeString(place.resolve("inspected"), RecordSource.AT_ONCE + "\n");
        var looks = new Looks();
        try (var inspection = inspection(false, looks)) {
            looks.awaitWhole();
            assertThat(inspection.complaint()).isNull();
        }
        long end = RecordSource.AT_ONCE + 30;
        assertThat(looks.beforeWhole).containsExactly(end, (long) RecordSource.AT_ONCE, end);
    }

    @Test
    void a_round_whose_end_is_not_to_be_had_is_not_forgotten() throws Exception {
        var looks = new Looks();
        try (var rewriting = record.ownersSession();
                var statement = rewriting.createStatement()) {
            rewriting.setAutoCommit(false);
            statement.execute("lock table tabellion.changefeed in access exclusive mode");
            try (var inspection = inspection(false, looks)) {
                Deadline.await(
                        PATIENCE,
                        () -> String.valueOf(inspection.complaint()).contains("lock timeout"),
                        () -> "it waited, and the lock was not to be had");
                record.append(1);
                node.turn();
                rewriting.rollback();
                looks.awaitWhole();
            }
        }
        assertThat(looks.beforeWhole).containsExactly(30L);
    }

    private static InspectionNews shortOfMemory(int times) {
        var left = new AtomicInteger(times);
        return new Silence() {
            @Override
            public void found(Finding finding) {
                if (left.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("as if");
                }
            }
        };
    }

    private Halt firstHalt() {
        Deadline.await(PATIENCE, () -> !halts.isEmpty(), () -> "the log is halted");
        assertThat(node.turn().stop()).isInstanceOf(Stop.Halted.class);
        return halts.getFirst();
    }

    private RollingInspection inspection(boolean isLogKept, InspectionNews news) {
        var inspection =
                new RollingInspection(
                        DatabaseRecord.always(record.log),
                        node.signer,
                        this::halt,
                        () -> isLogKept,
                        RESTLESS,
                        place.resolve("inspected"),
                        Clock.systemUTC(),
                        news);
        inspection.start();
        return inspection;
    }

    private void halt(Halt halt) {
        node.signer.halt(halt);
        halts.add(halt);
    }

    private static class Silence implements InspectionNews {
        @Override
        public void progressed(long done, long size) {}

        @Override
        public void found(Finding finding) {}

        @Override
        public void finished(Instant at, long findings) {}
    }

    /** How far looks had come, each time that was told, until one was whole. */
    private static final class Looks extends Silence {
        private final List<Long> beforeWhole = new CopyOnWriteArrayList<>();
        private volatile boolean whole;

        @Override
        public void progressed(long done, long size) {
            if (!whole) {
                beforeWhole.add(done);
            }
        }

        @Override
        public void finished(Instant at, long findings) {
            whole = true;
        }

        void awaitWhole() {
            Deadline.await(PATIENCE, () -> whole, () -> "everything was looked at");
        }
    }
}
