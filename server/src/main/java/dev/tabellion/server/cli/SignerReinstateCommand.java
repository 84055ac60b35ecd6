package dev.tabellion.server.cli;

import dev.tabellion.collection.Gun;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.tuf.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The ceremony that lets a collection go on from what its restored record has. Never from anything
 * that the journal does not tell of, and never with a version that was used before.
 */
@Command(
        name = "reinstate",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Let a collection go on from an earlier timestamp, whose successors nobody has any more.",
            "For a server whose record was restored for good: its publications and renewals are"
                    + " refused as base-unknown. If anybody has the lost publications, have them"
                    + " published again instead. The signer must be stopped."
        },
        footer = {
            "",
            "Example:",
            "  tabellion signer reinstate registry.example.com/app --life 1 \\",
            "      --timestamp-version 41 --by 'Ada Lovelace'",
            "      tells what that means; the same with --yes does it"
        })
final class SignerReinstateCommand implements Callable<Integer> {
    private static final int NOT_DONE = 1;

    @Parameters(paramLabel = "COLLECTION", description = "Its name.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String name;

    @Option(
            names = "--life",
            paramLabel = "N",
            required = true,
            description =
                    "Which of its lives; 'signer keys' lists them. 1 if it was never deleted.")
    int life;

    @Option(
            names = "--timestamp-version",
            paramLabel = "VERSION",
            required = true,
            description = "The version of the timestamp that the restored server has.")
    int timestampVersion;

    @Mixin final ByOption by = new ByOption();

    @Mixin final SureOption sure = new SureOption();

    @Mixin final StoreOptions store = new StoreOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public Integer call() {
        Gun gun;
        Version timestamp;
        try {
            gun = new Gun(name);
            timestamp = new Version(timestampVersion);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return SignerRoom.hold(store, room -> reinstate(room, gun, timestamp));
    }

    private int reinstate(SignerRoom room, Gun gun, Version timestamp) {
        int highest = room.book().turn(gun, page -> page.standing(life).highestLife());
        if (life < highest) {
            System.out.printf(
                    "Life %d of %s is over: the signer knows life %d, and lives do not go back.%n",
                    life, gun, highest);
            return NOT_DONE;
        }
        Position position = room.book().position(gun, life, timestamp);
        if (position == null) {
            System.out.printf(
                    "The journal tells of no timestamp %s of %s in life %d: nothing can go on from"
                            + " it.%n",
                    timestamp, gun, life);
            return NOT_DONE;
        }
        tell(gun, position);
        if (sure.isMissing()) {
            return NOT_DONE;
        }
        long entry = room.ceremonies().reinstateLife(by.name, gun, life, position);
        System.out.printf("Reinstated by entry %d.%n", entry);
        return 0;
    }

    private void tell(Gun gun, Position position) {
        System.out.printf(
                """
                %s, life %d, goes on from
                  timestamp %s  %s
                  snapshot  %s  %s
                  root      %s  %s
                What was published after that is given up. Whoever has seen it will be offered what
                looks newer and may hold less, and whoever kept it cannot publish it again.
                The signer uses no version twice: the next timestamp comes after the last it signed.
                """,
                gun,
                life,
                position.timestamp().version(),
                position.timestamp().digest(),
                position.snapshot().version(),
                position.snapshot().digest(),
                position.root().mark().version(),
                position.root().mark().digest());
    }
}
