package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.StolenCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A server and its signer as two processes, killed while publishers publish: nothing is found. Then
 * somebody who has the server's certificate asks on their own account, and is.
 */
class ReconciledServerIT {
    private static final int KILLS = Integer.getInteger("e2e.kills.reconciled", 5);
    private static final int POCKETS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LONGEST_AIM = Duration.ofMillis(30).toNanos();

    private final Folder folder = Folder.make();
    private final RunningSigner signer = RunningSigner.start(folder.path());
    private final RunningTabellion server =
            RunningTabellion.start(
                    folder.path(),
                    signer.optionsOfServer(),
                    Map.of("TABELLION_RECONCILIATION_GRACE", "12s"));
    private final BothBooks books = new BothBooks(new OwnPostmaster(server.data()));
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
    void crashes_are_nothing_and_what_nobody_asked_for_is_found() {
        var load = PublishLoad.of(pockets);
        try (load) {
            for (int kill = 1; kill <= KILLS; kill++) {
                load.awaitAcknowledgements(1 + ThreadLocalRandom.current().nextInt(POCKETS));
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_AIM));
                load.mistreat(server::kill, server::restart);
            }
        }
        books.awaitAllJudged(server::lastWords);
        assertThat(books.findings()).isEmpty();

        Instant before = Instant.now();
        var thief =
                new StolenCertificate(
                        folder.path().resolve("for-" + RunningSigner.ASKER),
                        signer.url(),
                        scene.wire());
        var hoarded = (SigningAnswer.Produced) thief.renew(pockets.getFirst().gun());
        Deadline.await(PATIENCE, () -> !books.findings().isEmpty(), () -> "something is found");
        assertThat(books.findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found)
                                    .containsEntry("rule", "UNREQUESTED_SIGNATURE")
                                    .containsEntry("severity", "crit")
                                    .containsEntry("subject", pockets.getFirst().gun());
                            assertThat(found.get("by")).isEqualTo(RunningSigner.ASKER);
                            assertThat(String.valueOf(found.get("evidence")))
                                    .contains("journal:" + hoarded.journalEntry());
                            assertThat(Instant.parse(String.valueOf(found.get("signed"))))
                                    .isBetween(before.minusSeconds(5), Instant.now());
                            assertThat(Instant.parse(String.valueOf(found.get("until"))))
                                    .isAfter(before.plus(Duration.ofDays(13)));
                        });
    }
}
