package dev.tabellion.server.cli;

import dev.tabellion.evidence.EvidenceCheck.Extent;
import dev.tabellion.inspection.Finding;
import dev.tabellion.json.PlainJson;
import dev.tabellion.server.inspection.OfflineEvidence;
import dev.tabellion.server.inspection.TrustedKeys;
import dev.tabellion.tlog.VerifierKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a file of evidence. Asks no server, and changes nothing. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Check everything in a file of evidence, offline, and name the members that are wrong:"
                    + " the file itself, its manifest, the checkpoint's signatures, each entry's"
                    + " proof, each document, and that all is there that the report names. Whether"
                    + " the report is right is for people to judge.",
            "Exit code: 0 all is right, 1 something is wrong, 2 wrong usage, 3 it could not be"
                    + " checked."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion evidence verify --key VKEY evidence.tar",
            "  tabellion evidence verify --policy FILE --json evidence.tar"
        })
final class EvidenceVerifyCommand implements Callable<Integer> {
    private static final int WRONG = 1;

    @Parameters(paramLabel = "FILE", description = "What 'tabellion evidence get' wrote.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    Path file;

    @Option(names = "--json", description = "One JSON object a line: findings, then the outcome.")
    boolean json;

    @Mixin final LogOptions options = new LogOptions();

    @Override
    public Integer call() {
        TrustedKeys keys = options.trusted(null);
        return LogRoom.answer(() -> check(keys));
    }

    private int check(TrustedKeys keys) {
        var told = new ToldFindings(json, System.out);
        Extent extent = OfflineEvidence.check(file, keys, told);
        told.end();
        System.out.println(json ? outcome(extent, told) : sentence(extent, told));
        if (!json && extent != null) {
            System.out.println(Finding.printable(scope(keys)));
        }
        return told.count() == 0 ? 0 : WRONG;
    }

    /** Who believes the verdict has to know whose word it stands on. */
    private static String scope(TrustedKeys keys) {
        VerifierKey key = keys.keys().getFirst();
        return "Entries and documents: by the log %s, under the key %s. Report, README and entries of the journal that the log does not vouch for: what whoever made the file says."
                .formatted(key.name().text(), key);
    }

    private static PlainJson outcome(@Nullable Extent extent, ToldFindings told) {
        PlainJson outcome =
                new PlainJson()
                        .text("outcome", told.count() == 0 ? "right" : "wrong")
                        .number("findings", told.count());
        return extent == null
                ? outcome
                : outcome.text("about", extent.matter().toString())
                        .number("size", extent.size().leaves())
                        .number("entries", extent.entries())
                        .number("documents", extent.documents())
                        .number("journal", extent.journal().entries())
                        .number("vouched", extent.journal().vouched())
                        .number("contradicted", extent.journal().contradicted())
                        .number("absent", extent.absent());
    }

    private static String sentence(@Nullable Extent extent, ToldFindings told) {
        String verdict = told.count() == 0 ? "Right" : told.count() + " findings";
        return extent == null
                ? verdict + ": no evidence."
                : Finding.printable(
                        "%s: %s, %d entries under a checkpoint of size %s, %d documents, %d entries of the journal (the log vouches for %d, and contradicts %d); %d exhibits were not kept."
                                .formatted(
                                        verdict,
                                        extent.matter(),
                                        extent.entries(),
                                        extent.size(),
                                        extent.documents(),
                                        extent.journal().entries(),
                                        extent.journal().vouched(),
                                        extent.journal().contradicted(),
                                        extent.absent()));
    }
}
