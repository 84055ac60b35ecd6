package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.load.Publisher;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Honest work of people with the real client and of publishers under load, while server and
 * database are killed and restarted: nobody is woken. The ten thousand: {@code
 * -De2e.honest.operations=10000}.
 */
class HonestDaysIT {
    private static final int OPERATIONS = Integer.getInteger("e2e.honest.operations", 400);
    private static final int AT_ONCE = 20;
    private static final int POCKETS = 6;
    private static final int PEOPLE = 2;

    private final Folder folder = Folder.make();
    private final RunningTabellion server =
            RunningTabellion.start(
                    folder.path(), List.of(), Map.of("TABELLION_RECONCILIATION_GRACE", "12s"));
    private final OwnPostmaster postmaster = new OwnPostmaster(server.data());
    private final BothBooks books = new BothBooks(postmaster);
    private final Scene scene = new Scene(server.endpoint());
    private final Fate fate = new Fate();

    @AfterEach
    void the_server_ends() {
        scene.close();
        server.close();
        folder.close();
    }

    @Test
    void nobody_is_woken() {
        var load = PublishLoad.of(publishers());
        try (load) {
            for (Interruption each : Interruption.values()) {
                int before = load.successes();
                while (load.successes() < before + OPERATIONS / Interruption.values().length) {
                    load.awaitAcknowledgements(AT_ONCE);
                }
                load.mistreat(() -> interrupt(each), () -> goOn(each));
            }
        }
        books.awaitAllJudged(server::lastWords);

        assertThat(load.successes()).isGreaterThanOrEqualTo(OPERATIONS);
        assertThat(found("crit", "high", "med")).as("what would wake somebody").isEmpty();
        Told.figure("honest days", told(load));
    }

    private enum Interruption {
        SERVER_KILLED,
        RESTARTED,
        DATABASE_KILLED,
        BOTH_KILLED
    }

    private List<Publisher> publishers() {
        List<Publisher> all = new ArrayList<>();
        IntStream.range(0, POCKETS)
                .mapToObj(
                        i ->
                                TenaciousPublisher.beginning(
                                        scene.freshGun(), scene.wire(), fate, i % 2 == 0))
                .forEach(all::add);
        IntStream.range(0, PEOPLE)
                .mapToObj(i -> HonestPerson.beginning(scene, "person-" + i))
                .forEach(all::add);
        return all;
    }

    private void interrupt(Interruption how) {
        switch (how) {
            case SERVER_KILLED -> server.kill();
            case RESTARTED -> server.terminate();
            case DATABASE_KILLED -> postmaster.kill();
            case BOTH_KILLED -> {
                server.kill();
                postmaster.kill();
            }
        }
    }

    private void goOn(Interruption after) {
        if (after == Interruption.DATABASE_KILLED) {
            server.awaitHealth();
        } else {
            server.restart();
        }
    }

    private List<Map<String, @Nullable Object>> found(String... severities) {
        return books.findings().stream()
                .filter(each -> List.of(severities).contains(String.valueOf(each.get("severity"))))
                .toList();
    }

    private Map<String, String> told(PublishLoad load) {
        Map<String, String> told = new TreeMap<>(fate.told());
        told.put("operations", Integer.toString(load.successes()));
        Map<String, Long> notes =
                found("info").stream()
                        .collect(
                                Collectors.groupingBy(
                                        each -> String.valueOf(each.get("rule")),
                                        TreeMap::new,
                                        Collectors.counting()));
        told.put("notes", notes.toString());
        return told;
    }
}
