package dev.tabellion.server.cli;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.server.data.VisitedDataConfiguration;
import dev.tabellion.server.log.LogFolderConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.signer.checkpoint.LogFolderInUse;
import dev.tabellion.signer.checkpoint.UnsoundSignature;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The ceremony that takes away what halts a log. Does nothing about a database that does not
 * continue what was signed: nobody can decide that away.
 */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Let a log sign again that was halted because an edit was seen.",
            "Every halt that the node here knows of is shown and ended. What was decided is signed"
                    + " with the log's key and written down beside it; the node here tells all"
                    + " others, once is enough. It may be running, unless the log no"
                    + " longer knew what it signed last. A log whose database was put"
                    + " back needs no ceremony but its database: it goes on by itself when that is"
                    + " back."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion log resume --by 'Ada Lovelace' --reason 'row restored, see case 17'"
        })
final class LogResumeCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final String STOP_FIRST = " Stop that one first.";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why it may go on; it is written down.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who decides so (default: the user who runs this).")
    String by = System.getProperty("user.name", "somebody");

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "Where the log no longer knows what it signed last: the newest checkpoint that"
                            + " anybody has of it. The node must be stopped.")
    @Nullable Path checkpoint;

    @Mixin final StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        var room = StartFailure.orTold(this::open);
        if (room == null) {
            return FAILED;
        }
        try (room) {
            return resume(room.getBean(LogFolder.class), room.getBean(Clock.class));
        } catch (SignerUnavailable e) {
            System.err.println("The log's key is in a token that does not answer now.");
            return FAILED;
        } catch (UnsoundSignature e) {
            System.err.println(e.getMessage() + " Nothing was decided.");
            return FAILED;
        }
    }

    private int resume(LogFolder folder, Clock clock) {
        List<Halt> halts = folder.mark().halts();
        if (halts.isEmpty()) {
            System.out.println("Nothing halts the log of " + folder.path() + ".");
            return 0;
        }
        for (Halt halt : halts) {
            System.out.printf("Halted since %s by %s: %s%n", halt.since(), halt.by(), halt.what());
        }
        if (folder.hasForgotten() && !recalled(folder, clock)) {
            return FAILED;
        }
        if (!folder.hasKey()) {
            System.err.println(
                    "The log's key "
                            + folder.keyPlace()
                            + " is not there, and a decision holds by its signature. Resume on a node that has"
                            + " the key.");
            return FAILED;
        }
        try {
            folder.resume(halts, clock.instant(), by, reason);
        } catch (LogFolderInUse e) {
            System.err.println(e.getMessage() + STOP_FIRST);
            return FAILED;
        }
        System.out.println("Resumed; it is written down in " + folder.decisions().path() + ".");
        if (halts.stream().anyMatch(Halt::isOfTheLog)) {
            System.out.println("The node here tells the others, within seconds while it runs.");
        }
        return 0;
    }

    private boolean recalled(LogFolder folder, Clock clock) {
        if (checkpoint == null) {
            System.err.println(
                    "What this log signed last is not known. Put the newest copy of the file 'head'"
                            + " into "
                            + folder.path()
                            + ", or give the newest checkpoint that anybody has seen with"
                            + " --checkpoint FILE.");
            return false;
        }
        try {
            var newest = SignedCheckpoint.parse(Bytes.of(Files.readAllBytes(checkpoint)));
            if (folder.recall(newest, clock.instant())) {
                return true;
            }
            System.err.println(checkpoint + " is not signed with the key of this log.");
        } catch (IOException | MalformedLogData e) {
            System.err.println(checkpoint + " is no checkpoint: " + e.getMessage() + ".");
        } catch (LogFolderInUse e) {
            System.err.println(e.getMessage() + STOP_FIRST);
        }
        return false;
    }

    private ConfigurableApplicationContext open() {
        return new SpringApplicationBuilder(
                        ClockConfiguration.class,
                        VisitedDataConfiguration.class,
                        LogFolderConfiguration.class)
                .profiles(VisitedDataConfiguration.VISIT)
                .web(WebApplicationType.NONE)
                .run(store.arguments().with("logging.level.dev.tabellion", "warn").toArray());
    }
}
