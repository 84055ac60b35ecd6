package dev.tabellion.server.cli;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.server.inspection.OfflineProof;
import dev.tabellion.server.inspection.Progress;
import dev.tabellion.server.inspection.Proving;
import dev.tabellion.server.inspection.TrustedKeys;
import dev.tabellion.server.inspection.Verification;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that something is in a log, or checks such a proof where there is no log. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Write WHAT.tlog-proof (C2SP tlog-proof), and the entry it proves as WHAT.entry; or"
                    + " check the two, offline.",
            "Exit code: 0 proven, 1 not proven, 2 wrong usage, 3 the log could not be read."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion log prove 12345",
            "  tabellion log prove --log https://notary.example.com/log --key VKEY SHA256",
            "  tabellion log prove --check 12345.tlog-proof --entry 12345.entry --key VKEY"
        })
final class LogProveCommand implements Callable<Integer> {
    private static final int NOT_PROVEN = 1;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description =
                    "An index of the log, an event's id, or a digest: of a document, a payload, a"
                            + " signature.")
    @Nullable String what;

    @Option(
            names = "--log",
            paramLabel = "LOG",
            description = "Which log, as for 'log verify' (default: of the installation here).")
    @Nullable String log;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write both files (default: here).")
    Path out = Path.of("");

    @Option(names = "--check", paramLabel = "FILE", description = "A proof to check.")
    @Nullable Path check;

    @Option(names = "--entry", paramLabel = "FILE", description = "The entry that it proves.")
    @Nullable Path entry;

    @Mixin final LogOptions options = new LogOptions();

    @Override
    public Integer call() {
        if (check != null) {
            return checked(check);
        }
        if (what == null) {
            throw options.misused("Say what to prove, or --check FILE.");
        }
        String name = what;
        return LogRoom.hold(options, log, room -> prove(room, name));
    }

    private int checked(Path proof) {
        if (entry == null) {
            throw options.misused("Say which entry it is to prove: --entry FILE.");
        }
        Path held = entry;
        TrustedKeys keys = options.trusted(null);
        return LogRoom.answer(() -> told(OfflineProof.problemOf(bytes(proof), bytes(held), keys)));
    }

    private static int told(@Nullable String problem) {
        if (problem != null) {
            System.out.println("Not proven: " + problem + ".");
            return NOT_PROVEN;
        }
        System.out.println("Proven: the entry is in the log.");
        return 0;
    }

    private int prove(LogRoom room, String name) {
        var told = new ToldFindings(false, System.err);
        SignedCheckpoint newest =
                new Verification(room.log(), room.keys(), LogRoom.THREADS).newest(told);
        if (newest == null) {
            System.err.println("There is no checkpoint to prove anything by.");
            return NOT_PROVEN;
        }
        Proving proving = new Proving(room.log(), newest);
        List<LeafIndex> places =
                name.matches("0|[1-9][0-9]{0,17}")
                        ? List.of(new LeafIndex(Long.parseLong(name)))
                        : proving.find(name, new Progress(System.err, "searched"));
        if (places.size() > 1) {
            System.out.printf("%d entries name it: %s%n", places.size(), places);
        }
        return places.isEmpty() ? none(name) : write(proving, places);
    }

    private static int none(String name) {
        System.out.println("No published entry names " + name + ".");
        return NOT_PROVEN;
    }

    private int write(Proving proving, List<LeafIndex> places) {
        for (LeafIndex index : places) {
            Proving.Proven proven = proving.prove(index);
            if (proven == null) {
                System.out.printf("Not proven: the tree does not have entry %s.%n", index);
                return NOT_PROVEN;
            }
            Path proof = out.resolve(index + ".tlog-proof");
            write(proof, proven.proof().bytes());
            write(out.resolve(index + ".entry"), proven.entry());
            System.out.println(proof);
        }
        return 0;
    }

    private static Bytes bytes(Path file) {
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new RecordUnreadable("reading " + file + ": " + e, e);
        }
    }

    private static void write(Path file, Bytes content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, content.toArray());
        } catch (IOException e) {
            throw new RecordUnreadable("writing " + file + ": " + e, e);
        }
    }
}
