package dev.tabellion.server.cli;

import dev.tabellion.json.PlainJson;
import dev.tabellion.server.crypto.NativeProvider;
import dev.tabellion.server.inspection.Progress;
import dev.tabellion.server.inspection.RememberedCheckpoint;
import dev.tabellion.server.inspection.Verification;
import dev.tabellion.server.inspection.Verification.Extent;
import dev.tabellion.signer.checkpoint.HaltMark;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a whole log. Changes nothing but what it remembers and, here, the mark that halts. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Check everything that can be checked of a log, and name the rows or files that are"
                    + " wrong.",
            "Exit code: 0 all is right, 1 something is wrong, 2 wrong usage, 3 it could not be"
                    + " checked. A log of this installation that is found wrong signs nothing more"
                    + " until 'tabellion log resume'."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion log verify",
            "      the log of the installation under ./data, a server may be running on it",
            "  tabellion log verify --state DIR --key VKEY https://notary.example.com/log",
            "  tabellion log verify --policy FILE exported/",
            "  TABELLION_DATABASE_PASSWORD=... tabellion log verify --key VKEY \\",
            "      'jdbc:postgresql://db.example.com/tabellion?user=auditor'"
        })
final class LogVerifyCommand implements Callable<Integer> {
    private static final int WRONG = 1;

    @Parameters(
            arity = "0..1",
            paramLabel = "LOG",
            description =
                    "The URL before /checkpoint, a folder that was exported, or a JDBC URL"
                            + " (default: the log of the installation here).")
    @Nullable String log;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Remember here up to where the log was right, and hold the next look against"
                            + " it: without that nobody notices a log that was replaced as a whole.")
    @Nullable Path state;

    @Option(names = "--json", description = "One JSON object a line: findings, then the outcome.")
    boolean json;

    @Mixin final LogOptions options = new LogOptions();

    @Override
    public Integer call() {
        NativeProvider.install(); // each checkpoint's signature is to be checked
        return LogRoom.hold(options, log, this::verify);
    }

    private int verify(LogRoom room) {
        var told = new ToldFindings(json, System.out);
        var remembered =
                state == null ? null : new RememberedCheckpoint(state, room.keys().origin());
        Extent extent =
                new Verification(room.log(), room.keys(), LogRoom.THREADS)
                        .run(
                                remembered == null ? null : remembered.read(),
                                new Progress(System.err, "checked"),
                                told);
        tell(extent, told);
        if (told.count() > 0) {
            halt(room.mark(), told);
            return WRONG;
        }
        SignedCheckpoint newest = extent.newest();
        if (remembered != null && newest != null) {
            remembered.write(newest);
        }
        return 0;
    }

    private static void halt(@Nullable HaltMark mark, ToldFindings told) {
        if (mark == null) {
            return;
        }
        try {
            mark.put(new Halt(Instant.now(), "tabellion log verify", told.first()));
            System.err.println("The log signs nothing more, by " + mark.path() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("halting the log by " + mark.path(), e);
        }
    }

    private void tell(Extent extent, ToldFindings told) {
        told.end();
        SignedCheckpoint newest = extent.newest();
        if (json) {
            System.out.println(
                    new PlainJson()
                            .text("outcome", told.count() == 0 ? "right" : "wrong")
                            .number("findings", told.count())
                            .number("entries", extent.entries().leaves())
                            .number("checkpoints", extent.checkpoints())
                            .number("waiting", extent.waiting())
                            .text("root", newest == null ? null : newest.head().root().base64())
                            .text("actors", extent.actors() ? "checked" : "hidden")
                            .texts("notCompared", extent.hidden())
                            .text("checkpoint", sizeOf(newest))
                            .text(
                                    "witnessed",
                                    extent.witnessed() == null
                                            ? null
                                            : extent.witnessed().toString()));
            return;
        }
        System.out.printf(
                "%s: %,d entries, %,d checkpoints, the newest of size %s%s; %s%s.%n",
                told.count() == 0 ? "Right" : told.count() + " findings",
                extent.entries().leaves(),
                extent.checkpoints(),
                sizeOf(newest) == null ? "none" : sizeOf(newest),
                extent.witnessed() == null ? "" : ", witnessed up to " + extent.witnessed(),
                extent.actors()
                        ? "actors checked"
                        : "actors not checked, their rows are not to be seen from here",
                extent.hidden().isEmpty()
                        ? ""
                        : "; not compared, not to be seen from here: "
                                + String.join(", ", extent.hidden()));
    }

    private static @Nullable String sizeOf(@Nullable SignedCheckpoint checkpoint) {
        return checkpoint == null ? null : checkpoint.head().size().toString();
    }
}
