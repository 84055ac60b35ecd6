package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.RunningTabellion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that operators stop while publishers publish. */
class StoppedServerIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int SIGTERM_EXIT = 143;
    private static final int SIGINT_EXIT = 130;

    private final Folder folder = Folder.make();
    private final RunningTabellion server = RunningTabellion.start(folder.path(), List.of());
    private final OwnPostmaster postmaster = new OwnPostmaster(server.data());
    private final Wire wire = new Wire(server.endpoint());
    private final Fate fate = new Fate();
    private final List<TenaciousPublisher> publishers = Crowd.of(6, wire, fate);

    @AfterEach
    void the_server_ends() {
        wire.close();
        server.close();
        folder.close();
    }

    @Test
    void what_was_begun_is_ended_and_answered() {
        var load = PublishLoad.of(publishers);
        try (load) {
            load.awaitAcknowledgements(20);
            load.mistreat(() -> stop(), server::restart);
            load.awaitAcknowledgements(publishers.size());
        }
        publishers.forEach(each -> assertThat(each.settled()).isTrue());
        Told.figure("publications cut off", fate.told());
        assertThat(fate.kept()).as("publications that were committed and not answered").isZero();
        publishers.forEach(TenaciousPublisher::requireEverything);
        RecordAudit.of(postmaster.owner(), server.data());
    }

    private void stop() {
        long asked = System.nanoTime();
        assertThat(server.terminate()).isIn(0, SIGTERM_EXIT);
        var took = Duration.ofNanos(System.nanoTime() - asked);
        Told.figure("stopped after", took.toString());
        assertThat(took).isLessThan(SOON);
        assertStoppedCleanly();
    }

    @Test
    void an_impatient_operator_presses_twice() {
        long asked = System.nanoTime();
        assertThat(server.interruptTwice()).isIn(0, SIGINT_EXIT);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
        assertStoppedCleanly();
    }

    private void assertStoppedCleanly() {
        assertThat(postmaster.endedCleanly()).isTrue();
    }
}
