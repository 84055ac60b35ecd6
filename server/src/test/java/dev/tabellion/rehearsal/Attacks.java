package dev.tabellion.rehearsal;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import java.util.List;

/** All attacks, in the order in which they are played. */
final class Attacks {
    static final List<Attack> ALL =
            List.of(
                    upload(
                            "stolen-credentials",
                            "C2×A1",
                            "Somebody with a push token and no key publishes targets of their own.",
                            "THRESHOLD_NOT_MET_REFUSED",
                            publisher -> publisher.attack().signWithStranger(RoleName.TARGETS)),
                    upload(
                            "fast-forward",
                            "C4×A4",
                            "A thief of the targets key publishes a version that nobody can top.",
                            "VERSION_JUMP_REFUSED",
                            publisher ->
                                    publisher
                                            .attack()
                                            .fastForward(RoleName.TARGETS, Integer.MAX_VALUE)),
                    upload(
                            "mix-and-match",
                            "C5×A5",
                            "A thief of the snapshot key lies about the length of the targets.",
                            "META_MISMATCH_REFUSED",
                            Attacks::lie),
                    upload(
                            "root-from-nowhere",
                            "C5×A10",
                            "A thief of lesser keys publishes a root two versions ahead.",
                            "ROOT_VERSION_GAP_REFUSED",
                            publisher -> publisher.attack().fastForward(RoleName.ROOT, 3)),
                    new Attack(
                            "root-takeover",
                            "C5×A10",
                            "A thief of lesser keys publishes a root of their own.",
                            List.of(),
                            false,
                            stage -> {
                                PocketPublisher publisher = stage.publisher();
                                return stage.send(publisher, publisher.attack().replaceRoot())
                                                .status()
                                        == 400;
                            }),
                    new Attack(
                            "key-of-another",
                            "C2×A8",
                            "A new collection names another's timestamp key as its own.",
                            List.of("KEY_HIJACK_REFUSED"),
                            false,
                            Attacks::hijack),
                    new Attack(
                            "rogue-administrator",
                            "C13×A13",
                            "Somebody with an administrator's token deletes a collection.",
                            List.of("REPOSITORY_DELETED"),
                            false,
                            stage -> stage.delete(stage.publisher()).status() != 200),
                    new Attack(
                            "database-edited",
                            "C10×A13",
                            "Somebody who owns the database changes what an event says.",
                            List.of("LOG_CHAIN_BROKEN"),
                            true,
                            stage -> {
                                stage.publisher();
                                stage.edit(
                                        "update tabellion.event set payload = payload || ' '::bytea"
                                                + " where global_index = 3");
                                return false;
                            }),
                    new Attack(
                            "database-restored",
                            "C10×A2",
                            "Somebody puts the database back to what it was before.",
                            List.of("LOG_HEAD_REGRESSED"),
                            true,
                            stage -> {
                                stage.publisher();
                                stage.restoreDatabaseAfter(stage::publisher);
                                return false;
                            }));

    private Attacks() {}

    /** What somebody sends who has a publisher's credentials. */
    @FunctionalInterface
    private interface Forgery {
        List<Upload> by(PocketPublisher publisher);
    }

    private static Attack upload(
            String name, String cell, String story, String rule, Forgery forgery) {
        return new Attack(
                name,
                cell,
                story,
                List.of(rule),
                false,
                stage -> {
                    PocketPublisher publisher = stage.publisher();
                    return stage.send(publisher, forgery.by(publisher)).status() == 400;
                });
    }

    private static List<Upload> lie(PocketPublisher publisher) {
        Bytes targets = publisher.publishedAs(RoleName.TARGETS).getLast();
        return publisher
                .attack()
                .misstate(
                        meta -> {
                            FileMeta honest = FileMeta.of(targets);
                            meta.put(
                                    RoleName.TARGETS,
                                    new FileMeta(1, honest.sha256(), honest.sha512()));
                        });
    }

    private static boolean hijack(Stage stage) {
        PocketPublisher victim = stage.publisher();
        PocketPublisher thief = stage.newcomer(stage.serverKey(victim.gun().value(), "timestamp"));
        stage.serverKey(thief.gun().value(), "timestamp"); // so that its name has a history
        return stage.send(thief, thief.firstPublication()).status() == 400;
    }
}
