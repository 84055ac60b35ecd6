package dev.tabellion.rehearsal;

import dev.tabellion.pocket.PocketPublisher;
import java.time.Duration;
import java.util.List;

/** Attacks on time itself, or that need some. */
final class ClockAttacks {
    static final List<Attack> ALL =
            List.of(
                    attack(
                            "clock-set-back-at-signer",
                            "C14×A3",
                            "The clock of the signer's machine is set back by an hour, and the"
                                    + " server asks it to sign.",
                            List.of("SIGNING_REFUSED", "SIGN_POLICY_REFUSED"),
                            false,
                            ClockAttacks::setBackAtSigner),
                    attack(
                            "mirror-frozen",
                            "C0×A3",
                            "A mirror goes on showing what it has, while newer is published every"
                                    + " five minutes.",
                            List.of("SERVED_NOT_HEAD"),
                            false,
                            ClockAttacks::frozen),
                    attack(
                            "clock-set-back-at-server",
                            "C14×A13",
                            "The clock of the server's machine is set back by five days, and"
                                    + " somebody publishes.",
                            List.of("CLOCK_REGRESSED"),
                            true,
                            ClockAttacks::setBackAtServer));

    /** Of a collection without delegations. */
    private static final int FILES = 4;

    private static final Duration BETWEEN = Duration.ofMinutes(5);
    private static final int PUBLICATIONS = 5;

    private ClockAttacks() {}

    private static Attack attack(
            String name,
            String cell,
            String story,
            List<String> rules,
            boolean spoils,
            Attack.Deed deed) {
        return new Attack(name, cell, story, rules, Stage.Kind.CLOCKS, spoils, deed);
    }

    private static boolean setBackAtSigner(Stage stage) {
        PocketPublisher publisher = stage.publisher();
        stage.setSignersClock(Duration.ofHours(-1));
        try {
            return !publishes(stage, publisher, "meanwhile");
        } finally {
            stage.setSignersClock(Duration.ZERO);
        }
    }

    /** What is a day old at a mirror is a bad cache; this one is told before the hour is over. */
    private static boolean frozen(Stage stage) {
        PocketPublisher victim = stage.publisher();
        String gun = victim.gun().value();
        try (Mirror mirror = new Mirror()) {
            mirror.fetch(stage.wire(), gun);
            try (Watcher eye = stage.watching(gun, mirror.url())) {
                eye.awaits(FILES);
                stage.send(victim, victim.addTarget("newer").publication()).is(200);
                eye.awaits(FILES + 1); // the same timestamp, of which the record says: it is past
                for (int i = 0; i < PUBLICATIONS; i++) {
                    stage.pass(BETWEEN);
                    stage.send(victim, victim.addTarget("newer-" + i).publication()).is(200);
                }
                eye.awaits(FILES + 2);
            }
        }
        return false;
    }

    private static boolean setBackAtServer(Stage stage) {
        PocketPublisher publisher = stage.publisher();
        stage.setServersClock(Duration.ofDays(-5));
        return !publishes(stage, publisher, "in the past");
    }

    private static boolean publishes(Stage stage, PocketPublisher publisher, String target) {
        return stage.send(publisher, publisher.addTarget(target).publication()).status() == 200;
    }
}
