package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.load.Publisher;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.server.alert.Receiver;
import dev.tabellion.server.eye.EyeProcess;
import dev.tabellion.server.survival.BothBooks.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Honest work of people with the real client and of publishers under load, of whom one came from
 * the original Notary; with a signer of its own, and an eye that looks at the server and at a
 * mirror of it; while each of them is killed and restarted. New keys and delegations are announced,
 * as operators do who want to hear of those that are not: nothing is raised, no incident begins, a
 * pager that wants to hear of everything hears nothing, and recorded as expected is only what
 * people did. The ten thousand: {@code -De2e.honest.operations=10000}.
 */
class HonestDaysIT {
    private static final int OPERATIONS = Integer.getInteger("e2e.honest.operations", 400);
    private static final int EACH_TIME = Math.ceilDiv(OPERATIONS, Interruption.values().length);
    private static final int AT_ONCE = 20;
    private static final int POCKETS = 6;
    private static final int PEOPLE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "whsec_" + "aG9uZXN0".repeat(4);
    private static final List<String> NOTED = List.of("ROLE_KEYS_CHANGED", "DELEGATION_ADDED");

    private final Folder folder = Folder.make();
    private final Folder eyesFolder = Folder.make();
    private final Receiver pager = new Receiver(_ -> 204);
    private final TakenOver before = TakenOver.by(folder.path());
    private final RunningSigner signer = before.signer();
    private final RunningTabellion server =
            RunningTabellion.start(
                    folder.path(),
                    List.of(
                            "--signer",
                            signer.url().toString(),
                            "--signer-credentials",
                            before.credentials().toString()),
                    Map.of(
                            "TABELLION_RECONCILIATION_GRACE", "12s",
                            "TABELLION_ALERTS_WEBHOOKS_0_NAME", "pager",
                            "TABELLION_ALERTS_WEBHOOKS_0_URL", pager.url().toString(),
                            "TABELLION_ALERTS_WEBHOOKS_0_SECRET", SECRET,
                            "TABELLION_ALERTS_WEBHOOKS_0_MINIMUMSEVERITY", "info"));
    private final OwnPostmaster postmaster = new OwnPostmaster(server.data());
    private final BothBooks books = new BothBooks(postmaster);
    private final Scene scene = new Scene(server.endpoint());
    private final HonestMirror mirror = new HonestMirror(scene.wire());
    private final Fate fate = new Fate();
    private final List<TenaciousPublisher> pockets = Crowd.of(POCKETS, scene.wire(), fate);
    private final List<HonestPerson> people = people();
    private final Map<String, String> watched =
            Map.of(
                    "pocket", pockets.getFirst().gun(),
                    "person", people.getFirst().gun(),
                    "newcomer", people.getLast().gun());
    private final EyeProcess eye =
            EyeProcess.start(eyesFolder.path(), watches(), server.endpoint(), "");

    @AfterEach
    void all_end() {
        eye.close();
        mirror.close();
        scene.close();
        server.close();
        signer.close();
        pager.close();
        eyesFolder.close();
        folder.close();
    }

    @Test
    void nothing_is_raised() {
        people.forEach(each -> announceCeremonies(each.gun()));
        Instant announced = Instant.now();
        List<Publisher> all = new ArrayList<>(pockets);
        all.addAll(people);
        var load = PublishLoad.of(all);
        try (load) {
            for (Interruption each : Interruption.values()) {
                int soFar = load.successes();
                while (load.successes() < soFar + EACH_TIME) {
                    load.awaitAcknowledgements(AT_ONCE);
                }
                load.mistreat(() -> interrupt(each), () -> goOn(each));
            }
        }
        watched.forEach(this::awaitSeen);
        books.awaitAllJudged(server::lastWords);

        Told.figure("honest days", told(load));
        assertThat(load.successes()).isGreaterThanOrEqualTo(OPERATIONS);
        assertThat(books.notes())
                .filteredOn(each -> !each.expected() && each.at().isAfter(announced))
                .as("raised")
                .isEmpty();
        assertThat(books.notes()).extracting(Note::severity).containsOnly("info");
        assertThatRecordedIsWhatPeopleDid();
        assertThat(books.incidents()).isZero();
        assertThatThePagerHearsOfWhatNobodyAnnounced();
    }

    private void announceCeremonies(String gun) {
        CommandLine.run(
                        folder.path(),
                        Map.of(),
                        List.of(
                                "announce",
                                "--collection",
                                gun,
                                "--until",
                                Instant.now().plus(Duration.ofDays(1)).toString(),
                                "--words",
                                "new keys and delegates, all day",
                                "--server",
                                server.endpoint().url().toString(),
                                "--ca",
                                server.endpoint().caFile().toString()))
                .succeeds();
    }

    /** It heard nothing of all that, and not because it is deaf. */
    private void assertThatThePagerHearsOfWhatNobodyAnnounced() {
        assertThat(pager.taken()).as("told the pager").isEmpty();
        String gun = pockets.getFirst().gun();
        scene.wire()
                .relay("DELETE", "/v2/" + gun + "/_trust/tuf/", "application/json", new byte[0])
                .is(200);
        Deadline.await(PATIENCE, () -> !pager.taken().isEmpty(), server::lastWords);
        assertThat(pager.taken().getFirst().body().utf8())
                .contains("REPOSITORY_DELETED")
                .contains(gun);
    }

    private enum Interruption {
        SERVER_KILLED,
        RESTARTED,
        SIGNER_KILLED,
        DATABASE_KILLED,
        EYE_KILLED,
        SIGNERS_DATABASE_KILLED,
        BOTH_KILLED
    }

    private List<HonestPerson> people() {
        List<HonestPerson> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(HonestPerson.beginning(scene, "person-" + i));
        }
        people.add(
                HonestPerson.goingOn(
                        scene, before.person().through(server.endpoint()), "newcomer", 1));
        return people;
    }

    private void interrupt(Interruption how) {
        switch (how) {
            case SERVER_KILLED -> server.kill();
            case RESTARTED -> server.terminate();
            case SIGNER_KILLED -> signer.kill();
            case DATABASE_KILLED -> postmaster.kill();
            case EYE_KILLED -> eye.kill();
            case SIGNERS_DATABASE_KILLED -> new OwnPostmaster(signer.data()).kill();
            case BOTH_KILLED -> {
                server.kill();
                postmaster.kill();
            }
        }
    }

    private void goOn(Interruption after) {
        switch (after) {
            case SERVER_KILLED, RESTARTED, BOTH_KILLED -> server.restart();
            case SIGNER_KILLED -> {
                signer.restart();
                server.awaitHealth();
            }
            case EYE_KILLED -> eye.restart();
            case DATABASE_KILLED, SIGNERS_DATABASE_KILLED -> server.awaitHealth();
        }
    }

    /** The same collections, asked of the server and through the mirror. */
    private String watches() {
        List<String> all = new ArrayList<>();
        watched.forEach(
                (name, gun) -> {
                    String url = server.endpoint().url() + "/v2/" + gun + "/_trust/tuf/";
                    all.add(watch("own." + name, url, gun));
                    all.add(watch("mirror." + name, mirror.url(gun), gun));
                });
        return all.toString();
    }

    /** It tells that it sees nothing after three looks in vain, and no restart takes as long. */
    private String watch(String name, String url, String gun) {
        return """
        {"name":"%s","url":"%s","dialect":"notary-v1","collection":"%s","period":"PT20S",
         "authorities":"%s"}
        """
                .formatted(name, url, gun, server.endpoint().caFile());
    }

    /** An eye that was killed, or that nobody listened to, tells in the end. */
    private void awaitSeen(String name, String gun) {
        Bytes head = Bytes.of(scene.wire().tuf(gun, "timestamp.json").is(200).bytes());
        for (String from : List.of("own.", "mirror.")) {
            Deadline.await(
                    PATIENCE, () -> books.isTold(from + name, head.sha256()), eye::lastWords);
        }
    }

    /** An eye does not see what was replaced between two looks. */
    private void assertThatRecordedIsWhatPeopleDid() {
        Map<String, HonestPerson> doers = new HashMap<>();
        people.forEach(each -> doers.put(each.gun(), each));
        for (String from : List.of("own.", "mirror.")) {
            doers.put(from + "person", people.getFirst());
            doers.put(from + "newcomer", people.getLast());
        }
        List<Note> notes = books.notes();
        assertThat(notes)
                .allSatisfy(
                        note -> {
                            assertThat(doers).containsKey(note.subject());
                            assertThat(NOTED).contains(note.rule());
                        });
        for (String rule : NOTED) {
            doers.forEach(
                    (subject, person) ->
                            assertThat(notes)
                                    .filteredOn(note -> note.subject().equals(subject))
                                    .filteredOn(note -> note.rule().equals(rule))
                                    .as("%s of %s", rule, subject)
                                    .hasSizeBetween(
                                            subject.equals(person.gun()) ? person.done(rule) : 0,
                                            person.tried(rule)));
        }
    }

    private Map<String, String> told(PublishLoad load) {
        Map<String, String> told = new TreeMap<>(fate.told());
        told.put("operations", Integer.toString(load.successes()));
        told.put(
                "found",
                books.notes().stream()
                        .collect(
                                Collectors.groupingBy(
                                        each ->
                                                (each.expected() ? "expected " : "raised ")
                                                        + each.severity()
                                                        + " "
                                                        + each.rule(),
                                        TreeMap::new,
                                        Collectors.counting()))
                        .toString());
        return told;
    }
}
