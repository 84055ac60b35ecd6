package dev.tabellion.server.cli;

import dev.tabellion.server.inspection.Export;
import dev.tabellion.server.inspection.ExportFolder;
import dev.tabellion.server.inspection.Progress;
import dev.tabellion.server.inspection.Verification;
import dev.tabellion.tlog.SignedCheckpoint;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a log out as files. Changes nothing where it reads. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Write the log out: checkpoints, tiles, entries, payloads, documents, as files under"
                    + " the paths at which they are served.",
            "May be interrupted, and repeated when the log has grown: what is there already is"
                    + " left. Exit code: 0 done, 1 the log's checkpoint is not right, 2 wrong usage,"
                    + " 3 it could not be read or written."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion log export DIR",
            "      the log of the installation under ./data",
            "  tabellion log export --log https://notary.example.com/log --key VKEY DIR"
        })
final class LogExportCommand implements Callable<Integer> {
    private static final int WRONG = 1;

    @Parameters(paramLabel = "DIR", description = "Where to; made if it is not there.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    Path folder;

    @Option(
            names = "--log",
            paramLabel = "LOG",
            description = "Where from, as for 'log verify' (default: the installation here).")
    @Nullable String log;

    @Option(
            names = "--with-actors",
            description = "Also who asked, in clear text: personal data. From a database only.")
    boolean withActors;

    @Mixin final LogOptions options = new LogOptions();

    @Override
    public Integer call() {
        return LogRoom.hold(options, log, this::export);
    }

    private int export(LogRoom room) {
        var told = new ToldFindings(false, System.err);
        SignedCheckpoint newest =
                new Verification(room.log(), room.keys(), LogRoom.THREADS).newest(told);
        if (newest == null) {
            System.err.println("There is no checkpoint up to which the log could be written out.");
            return WRONG;
        }
        new Export(room.log(), new ExportFolder(folder), withActors, LogRoom.THREADS)
                .run(newest, new Progress(System.err, "written"));
        System.out.printf("Wrote %,d entries to %s.%n", newest.head().size().leaves(), folder);
        return 0;
    }
}
