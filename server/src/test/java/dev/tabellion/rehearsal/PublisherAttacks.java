package dev.tabellion.rehearsal;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import java.util.List;

/** Attacks with a publisher's keys or credentials; weaknesses of Notary's by their numbers. */
final class PublisherAttacks {
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
                            "A thief of the targets key publishes a version that nobody can top"
                                    + " (6.5).",
                            "VERSION_JUMP_REFUSED",
                            publisher ->
                                    publisher
                                            .attack()
                                            .fastForward(RoleName.TARGETS, Integer.MAX_VALUE)),
                    upload(
                            "snapshot-fast-forward",
                            "C5×A4",
                            "A thief of the snapshot key does the same (6.5).",
                            "VERSION_JUMP_REFUSED",
                            publisher ->
                                    publisher
                                            .attack()
                                            .fastForward(RoleName.SNAPSHOT, Integer.MAX_VALUE)),
                    new Attack(
                            "old-target-again",
                            "C4×A2",
                            "A thief of the targets key publishes an old, vulnerable file under"
                                    + " its name again.",
                            List.of("SEMANTIC_ROLLBACK"),
                            Stage.Kind.WHOLE,
                            false,
                            PublisherAttacks::oldTarget),
                    upload(
                            "mix-and-match",
                            "C5×A5",
                            "A thief of the snapshot key lies about the length of the targets"
                                    + " (6.6).",
                            "META_MISMATCH_REFUSED",
                            PublisherAttacks::lie),
                    upload(
                            "snapshot-of-nothing",
                            "C5×A13",
                            "A thief of the snapshot key names targets nobody uploaded,"
                                    + " minutes after honest ones (6.6).",
                            "META_MISMATCH_REFUSED",
                            publisher -> publisher.attack().pointNowhere(RoleName.TARGETS)),
                    upload(
                            "root-from-nowhere",
                            "C5×A10",
                            "A thief of lesser keys publishes a root two versions ahead.",
                            "ROOT_VERSION_GAP_REFUSED",
                            publisher -> publisher.attack().fastForward(RoleName.ROOT, 3)),
                    upload(
                            "root-takeover",
                            "C5×A10",
                            "A thief of lesser keys publishes a root of their own.",
                            "ROOT_CHAIN_BROKEN_REFUSED",
                            publisher -> publisher.attack().replaceRoot()),
                    new Attack(
                            "indented-snapshot",
                            "C5×A10",
                            "The same, after a snapshot that was only formatted otherwise (6.3).",
                            List.of("ROOT_CHAIN_BROKEN_REFUSED"),
                            Stage.Kind.WHOLE,
                            false,
                            PublisherAttacks::indented),
                    new Attack(
                            "key-of-another",
                            "C2×A8",
                            "A new collection names another's timestamp key as its own (6.7).",
                            List.of("KEY_HIJACK_REFUSED"),
                            Stage.Kind.WHOLE,
                            false,
                            stage -> hijack(stage, false)),
                    new Attack(
                            "key-of-another-role",
                            "C2×A8",
                            "The same, as the key of its snapshots (6.7).",
                            List.of("KEY_HIJACK_REFUSED"),
                            Stage.Kind.WHOLE,
                            false,
                            stage -> hijack(stage, true)));

    private PublisherAttacks() {}

    /** What somebody sends who has a publisher's credentials. */
    @FunctionalInterface
    private interface Forgery {
        List<Upload> by(PocketPublisher publisher);
    }

    private static Attack upload(
            String name, String cell, String story, String rule, Forgery forgery) {
        return upload(name, cell, story, List.of(rule), forgery);
    }

    private static Attack upload(
            String name, String cell, String story, List<String> rules, Forgery forgery) {
        return new Attack(
                name,
                cell,
                story,
                rules,
                Stage.Kind.WHOLE,
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

    private static boolean oldTarget(Stage stage) {
        PocketPublisher publisher = stage.publisher();
        for (String content : List.of("vulnerable", "mended", "vulnerable")) {
            List<Upload> uploads = publisher.addTarget("app", Bytes.utf8(content)).publication();
            stage.send(publisher, uploads).is(200);
        }
        return false;
    }

    private static boolean indented(Stage stage) {
        PocketPublisher publisher = stage.publisher();
        stage.send(publisher, publisher.reindent(RoleName.SNAPSHOT)).is(200);
        return stage.send(publisher, publisher.attack().replaceRoot()).status() == 400;
    }

    private static boolean hijack(Stage stage, boolean asSnapshots) {
        PocketPublisher victim = stage.publisher();
        PublicKey stolen = stage.serverKey(victim.gun().value(), "timestamp");
        PocketPublisher thief = stage.newcomer();
        // its own key, so that its name has a history
        PublicKey own = stage.serverKey(thief.gun().value(), "timestamp");
        PocketPublisher named =
                asSnapshots ? thief.withServerKeys(own, stolen) : thief.withServerKeys(stolen);
        return stage.send(named, named.firstPublication()).status() == 400;
    }
}
