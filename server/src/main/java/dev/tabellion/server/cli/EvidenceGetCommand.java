package dev.tabellion.server.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes evidence that a server gives out into a file. Does not check it: verify does. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Write evidence into one file: the report, the events it stands on with proofs that"
                    + " they are in the log, their documents, and a signed checkpoint.",
            "Where tokens are asked for, TABELLION_TOKEN holds one for an auditor. Exit code: 0"
                    + " written, 1 refused, 2 wrong usage, 3 it could not be asked."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion evidence get --finding ID",
            "  tabellion evidence get --incident ID --out incident.tar",
            "  tabellion evidence get --key KEY_ID --from 2026-11-01T00:00:00Z"
        })
final class EvidenceGetCommand implements Callable<Integer> {

    /** What the evidence is of. */
    static final class About {
        @Option(names = "--finding", paramLabel = "ID", description = "Of a finding.")
        @Nullable String finding;

        @Option(names = "--incident", paramLabel = "ID", description = "Of an incident.")
        @Nullable String incident;

        @Option(
                names = "--key",
                paramLabel = "KEY_ID",
                description = "Of what a key in other hands signed.")
        @Nullable String key;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    About about;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "With --key: since when, as 2026-11-22T14:05:00Z (default: ever).")
    @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "With --key: until when (default: now).")
    @Nullable String to;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "What to write, and never over (default evidence.tar).")
    Path out = Path.of("evidence.tar");

    @Mixin final ApiOptions api = new ApiOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (about.key == null && (from != null || to != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--from and --to go with --key alone.");
        }
        return api.download(path(), out);
    }

    private String path() {
        if (about.finding != null) {
            return "/api/forensics/findings/" + ApiPath.encoded(about.finding) + "/evidence";
        }
        if (about.incident != null) {
            return "/api/forensics/incidents/" + ApiPath.encoded(about.incident) + "/evidence";
        }
        Map<String, @Nullable String> asked = new LinkedHashMap<>();
        asked.put("key", about.key);
        asked.put("from", from);
        asked.put("to", to);
        return ApiPath.of("/api/forensics/compromise/evidence", asked);
    }
}
