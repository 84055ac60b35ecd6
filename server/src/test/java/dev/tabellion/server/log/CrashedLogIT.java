package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.projection.log.LogStanding;
import dev.tabellion.server.command.BrittleDataSource;
import dev.tabellion.server.command.BrittleDataSource.Cut;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every step from an event to its published checkpoint goes wrong, once lost and once kept though
 * it looked lost; then the node goes on, or starts again, or another takes its place. Afterwards
 * the whole log is audited, with everything that was ever brought out.
 */
class CrashedLogIT {
    private static final AtomicInteger FOLDERS = new AtomicInteger();

    @TempDir private static Path place;
    private static LogRecord record;
    private static LogNode node;
    private static Path folder;
    private static final List<SignedCheckpoint> broughtOut = new ArrayList<>();

    private enum Step {
        EVENT,
        BATCH,
        SIGNATURE,
        PUBLICATION
    }

    private enum Fate {
        LOST,
        KEPT
    }

    private enum Then {
        GOES_ON,
        STARTS_AGAIN,
        IS_REPLACED
    }

    @BeforeAll
    static void prepare() {
        record = LogRecord.fresh();
        folder = place.resolve("first");
        node = new LogNode(folder, record);
        record.append(200);
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);
    }

    @AfterAll
    static void close() {
        node.close();
        record.close();
    }

    static Stream<Arguments> everything() {
        return Arrays.stream(Step.values())
                .flatMap(
                        step ->
                                Arrays.stream(Fate.values())
                                        .flatMap(
                                                fate ->
                                                        Arrays.stream(Then.values())
                                                                .map(
                                                                        then ->
                                                                                Arguments.of(
                                                                                        step, fate,
                                                                                        then))));
    }

    @ParameterizedTest(name = "{0} {1}, then the node {2}")
    @MethodSource("everything")
    void nothing_is_left_out_nothing_comes_twice_and_no_size_has_two_roots(
            Step step, Fate fate, Then then) throws Exception {
        long before = record.audit(node.signer.key()).size().leaves();
        int lost = step == Step.EVENT && fate == Fate.LOST ? 77 : 0;

        crash(step, fate);
        goOn(then);
        record.append(3);
        assertThat(node.turn()).isInstanceOf(LogStanding.Leading.class);

        LogAudit audit = record.audit(node.signer.key());
        assertThat(audit.size().leaves()).isEqualTo(before + 77 - lost + 3);
        audit.covers(node.signer.last());
        assertThat(node.signer.last().size()).isEqualTo(audit.size());
        broughtOut.addAll(node.broughtOut);
        broughtOut.forEach(each -> audit.covers(each, node.signer.key()));
    }

    private static void crash(Step step, Fate fate) {
        boolean isKept = fate == Fate.KEPT;
        switch (step) {
            case EVENT -> publish(isKept ? Cut.AFTER_COMMIT : Cut.BEFORE_COMMIT);
            case BATCH -> node.database.cutNext(isKept ? Cut.AFTER_COMMIT : Cut.BEFORE_COMMIT);
            case SIGNATURE -> {
                if (isKept) {
                    node.key.keepNext();
                } else {
                    node.key.loseNext();
                }
            }
            case PUBLICATION -> (isKept ? node.keepsNext : node.losesNext).set(true);
        }
        if (step != Step.EVENT) {
            record.append(77);
            assertThat(node.turn()).isInstanceOf(LogStanding.Failing.class);
        }
    }

    private static void publish(Cut cut) {
        var brittle = new BrittleDataSource(record.writers());
        var transaction = new TransactionTemplate(new JdbcTransactionManager(brittle));
        brittle.cutNext(cut);
        assertThatThrownBy(
                        () ->
                                transaction.executeWithoutResult(
                                        _ ->
                                                LogRecord.append(
                                                        new JdbcTemplate(brittle),
                                                        "crashed-" + System.nanoTime(),
                                                        0,
                                                        77)))
                .isInstanceOf(DataAccessException.class);
    }

    private static void goOn(Then then) throws IOException {
        broughtOut.addAll(node.broughtOut);
        switch (then) {
            case GOES_ON -> {}
            case STARTS_AGAIN -> {
                node.close();
                node = new LogNode(folder, record);
                record.endLease();
            }
            case IS_REPLACED -> {
                node.close();
                folder = LogNode.copyOf(folder, place.resolve("node-" + FOLDERS.incrementAndGet()));
                node = new LogNode(folder, record);
                record.endLease();
            }
        }
    }
}
