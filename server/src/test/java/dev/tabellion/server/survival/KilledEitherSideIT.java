package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.server.crash.BookAudit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * {@code kill -9} of a server, of its signer, or of either's database, while publishers publish:
 * nothing acknowledged is lost, and the signer's journal agrees with the server's record.
 */
class KilledEitherSideIT {
    private static final int KILLS = Integer.getInteger("e2e.kills.split", 8);
    private static final long SEED =
            Long.getLong("e2e.seed", ThreadLocalRandom.current().nextLong());
    private static final int POCKETS = 6;
    private static final String READER = "auditor.example.com";
    private static final Duration SETTLING = Duration.ofSeconds(20);

    /** So that a blow falls on every part of a publication. */
    private static final long LONGEST_AIM = Duration.ofMillis(30).toNanos();

    private final Random random = new Random(SEED);
    private final Folder folder = Folder.make();
    private final RunningSigner signer =
            RunningSigner.start(
                    folder.path(),
                    FreePort.pick(),
                    List.of("--reader", READER, "--reader", RunningSigner.ASKER));
    private final RunningTabellion server =
            RunningTabellion.start(folder.path(), signer.optionsOfServer());
    private final Scene scene = new Scene(server.endpoint());
    private final Fate fate = new Fate();
    private final List<TenaciousPublisher> pockets = Crowd.of(POCKETS, scene.wire(), fate);

    @AfterEach
    void both_end() {
        scene.close();
        server.close();
        signer.close();
        folder.close();
    }

    @Test
    void both_books_agree_after_whatever_was_killed() {
        var load = PublishLoad.of(pockets);
        try (load) {
            for (int kill = 1; kill <= KILLS || (missed() && kill <= 4 * KILLS); kill++) {
                load.awaitAcknowledgements(1 + random.nextInt(POCKETS));
                LockSupport.parkNanos(random.nextLong(LONGEST_AIM));
                Blow blow = Blow.values()[random.nextInt(Blow.values().length)];
                load.mistreat(() -> strike(blow), () -> recover(blow));
                pockets.forEach(TenaciousPublisher::requireCurrent);
            }
        }
        Told.figure("kills", told(load));
        pockets.forEach(each -> assertThat(each.settled()).as(each.gun()).isTrue());
        pockets.forEach(TenaciousPublisher::requireEverything);
        assertThat(missed()).as("all blows hit nothing").isFalse();
        assertAgreement();
    }

    private boolean missed() {
        return fate.cut() + fate.kept() == 0;
    }

    /** Who sends the same again gets what was signed for it before: no crash leaves an orphan. */
    private void assertAgreement() {
        server.restart(); // it then tells the signer what it could not tell before
        var asker = reader(RunningSigner.ASKER);
        Deadline.await(
                SETTLING,
                () -> asker.get("/unsettled?limit=100").equals("{\"timestamps\":[]}"),
                () -> "everything told: " + asker.get("/unsettled?limit=100"));
        var owner = new OwnPostmaster(server.data()).owner();
        var record =
                new JdbcTemplate(
                        new DriverManagerDataSource(owner.url(), owner.user(), owner.password()));
        assertThat(BookAudit.of(reader(READER).everything(), record).all()).isEmpty();
        RecordAudit.of(owner, server.data());
        signer.terminate();
        assertThat(
                        RunningSigner.said(
                                "signer", "verify-journal", "--data", signer.data().toString()))
                .contains("entries");
    }

    private JournalReader reader(String name) {
        return new JournalReader(signer.url(), RunningSigner.credentials(folder.path(), name));
    }

    private enum Blow {
        SERVER,
        SERVERS_DATABASE,
        SIGNER,
        SIGNERS_DATABASE
    }

    private void strike(Blow blow) {
        switch (blow) {
            case SERVER -> server.kill();
            case SERVERS_DATABASE -> new OwnPostmaster(server.data()).kill();
            case SIGNER -> signer.kill();
            case SIGNERS_DATABASE -> new OwnPostmaster(signer.data()).kill();
        }
    }

    /** Whoever lost its database or its signer mends that by itself. */
    private void recover(Blow blow) {
        switch (blow) {
            case SERVER -> server.restart();
            case SIGNER -> {
                signer.restart();
                server.awaitHealth();
            }
            case SERVERS_DATABASE, SIGNERS_DATABASE -> server.awaitHealth();
        }
    }

    private Map<String, String> told(PublishLoad load) {
        var told = new TreeMap<>(fate.told());
        told.put("kills", Integer.toString(KILLS));
        told.put("seed", Long.toString(SEED));
        told.put("acknowledged", Integer.toString(load.successes()));
        return told;
    }
}
