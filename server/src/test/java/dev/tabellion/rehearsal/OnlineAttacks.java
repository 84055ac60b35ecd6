package dev.tabellion.rehearsal;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Attacks with what the server holds, or between the server and its clients. */
final class OnlineAttacks {
    /** Against everything in one process. */
    static final List<Attack> WHOLE =
            List.of(
                    new Attack(
                            "signer-key-exfiltrated",
                            "C6×A12",
                            "A thief signs a timestamp elsewhere with a stolen key; a client hands"
                                    + " it in.",
                            List.of("UNLEDGERED_SIGNATURE"),
                            Stage.Kind.WHOLE,
                            false,
                            OnlineAttacks::exfiltrated),
                    new Attack(
                            "mirror-rolled-back",
                            "C0×A2",
                            "A mirror that had the newest files shows old ones again.",
                            List.of("VERSION_ROLLBACK", "SERVED_NOT_HEAD"),
                            Stage.Kind.WHOLE,
                            false,
                            OnlineAttacks::rolledBack));

    /** Against a server whose signer is another process. */
    static final List<Attack> APART =
            List.of(
                    new Attack(
                            "hostile-server-forges",
                            "C8×A11",
                            "Somebody with the server's certificate has a snapshot stamped that no"
                                    + " publisher signed.",
                            List.of("SIGN_POLICY_REFUSED"),
                            Stage.Kind.APART,
                            false,
                            OnlineAttacks::forged),
                    new Attack(
                            "hostile-server-hoards",
                            "C8×A3",
                            "Somebody with the server's certificate has old content stamped fresh,"
                                    + " and keeps it.",
                            List.of("UNREQUESTED_SIGNATURE"),
                            Stage.Kind.APART,
                            true,
                            stage ->
                                    stage.thief().renew(stage.publisher().gun().value())
                                            instanceof SigningAnswer.Refused));

    /** Of a collection without delegations. */
    private static final int FILES = 4;

    private OnlineAttacks() {}

    private static boolean exfiltrated(Stage stage) {
        PocketPublisher victim = stage.publisher();
        String gun = victim.gun().value();
        var served = PocketServer.read(RoleName.TIMESTAMP, served(stage, gun, "timestamp"));
        var root = (Root) PocketServer.read(RoleName.ROOT, served(stage, gun, "root")).metadata();
        Bytes payload =
                Dialect.NOTARY_V1.payloadOf(
                        new Timestamp(
                                served.metadata().version().next(),
                                Instant.now().plus(Duration.ofDays(14)),
                                FileMeta.of(served(stage, gun, "snapshot"))));
        var stolen = root.topLevel(RoleName.TIMESTAMP).ids().getFirst();
        Bytes forged =
                Dialect.NOTARY_V1.fileOf(
                        payload, List.of(stage.stolenKeys().sign(stolen, payload)));
        stage.wire()
                .relay(
                        "POST",
                        "/api/reports/" + gun + "?role=timestamp&client=refused",
                        "application/octet-stream",
                        forged.toArray())
                .is(201);
        return false;
    }

    private static boolean rolledBack(Stage stage) {
        PocketPublisher victim = stage.publisher();
        String gun = victim.gun().value();
        try (Mirror mirror = new Mirror()) {
            Map<String, Bytes> old = mirror.fetch(stage.wire(), gun);
            stage.send(victim, victim.addTarget("v3").publication()).is(200);
            mirror.fetch(stage.wire(), gun);
            try (Watcher eye = stage.watching(gun, mirror.url())) {
                eye.awaits(FILES);
                mirror.show(old);
                eye.awaits(FILES + 1);
            }
        }
        return false;
    }

    private static boolean forged(Stage stage) {
        PocketPublisher victim = stage.publisher();
        Bytes mine = victim.attack().pointNowhere(RoleName.TARGETS).getFirst().file();
        String other = mine.utf8().replaceFirst("\"version\":\\d+", "\"version\":99");
        return stage.thief().timestamp(victim.gun().value(), Bytes.utf8(other))
                instanceof SigningAnswer.Refused;
    }

    private static Bytes served(Stage stage, String gun, String role) {
        return Bytes.of(stage.wire().tuf(gun, role + ".json").is(200).bytes());
    }
}
