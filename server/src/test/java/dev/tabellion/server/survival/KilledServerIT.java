package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.load.NotaryPublisher;
import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.load.Publisher;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the server, of its database, or of both, while publishers publish. */
class KilledServerIT {
    private static final int KILLS = Integer.getInteger("e2e.kills", 12);
    private static final int POCKETS = 6;

    /** So that a blow falls on every part of a publication. */
    private static final long LONGEST_AIM = Duration.ofMillis(20).toNanos();

    private final Folder folder = Folder.make();
    private final RunningTabellion server = RunningTabellion.start(folder.path(), List.of());
    private final OwnPostmaster postmaster = new OwnPostmaster(server.data());
    private final Scene scene = new Scene(server.endpoint());
    private final Fate fate = new Fate();
    private final List<TenaciousPublisher> pockets = Crowd.of(POCKETS, scene.wire(), fate);
    private final NotaryPublisher person =
            NotaryPublisher.beginning(scene.person("publisher", scene.freshGun()));

    @AfterEach
    void the_server_ends() {
        scene.close();
        server.close();
        folder.close();
    }

    @Test
    void every_acknowledged_publication_is_served_after_each_kill() {
        List<Publisher> all = new ArrayList<>(pockets);
        all.add(person);
        var load = PublishLoad.of(all);
        try (load) {
            for (int kill = 1; kill <= KILLS; kill++) {
                load.awaitAcknowledgements(1 + ThreadLocalRandom.current().nextInt(POCKETS));
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_AIM));
                Blow blow = Blow.values()[kill % Blow.values().length];
                load.mistreat(() -> strike(blow), () -> recover(blow));
                pockets.forEach(TenaciousPublisher::requireCurrent);
                assertPersonServed(load);
            }
        }
        pockets.forEach(each -> assertThat(each.settled()).as(each.gun()).isTrue());
        pockets.forEach(TenaciousPublisher::requireEverything);
        assertPersonServed(load);
        Told.figure("kills", told(load));
        assertThat(fate.cut()).as("blows that hit publications in flight").isPositive();
        RecordAudit.of(postmaster.owner(), server.data());
    }

    private enum Blow {
        SERVER,
        BOTH,
        DATABASE
    }

    private void strike(Blow blow) {
        switch (blow) {
            case SERVER -> server.kill();
            case DATABASE -> postmaster.kill();
            case BOTH -> {
                server.kill();
                postmaster.kill();
            }
        }
    }

    /** A server whose database died mends that by itself. */
    private void recover(Blow blow) {
        switch (blow) {
            case SERVER, BOTH -> server.restart();
            case DATABASE -> server.awaitHealth();
        }
    }

    /** What the real client was told is published is found by somebody who knows nothing yet. */
    private void assertPersonServed(PublishLoad load) {
        var acknowledged = load.acknowledged().get(person.gun());
        var served = scene.wire().tuf(person.gun(), "targets.json").is(200).json();
        assertThat(acknowledged)
                .allSatisfy(
                        target -> assertThat(served.at("/signed/targets").has(target)).isTrue());
    }

    private Map<String, String> told(PublishLoad load) {
        var told = new TreeMap<>(fate.told());
        told.put("kills", Integer.toString(KILLS));
        told.put("acknowledged", Integer.toString(load.successes()));
        return told;
    }
}
