package dev.tabellion.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how far the recovery from a stolen key is. */
@Command(
        name = "recovery",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "What ends a stolen key's power, and which of it the record shows to have been done,"
                        + " each with its leaf.")
final class ForensicsRecoveryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY_ID", description = "As metadata names it.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String key;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Who trusted the key then, or later (default: since it was stolen, by who declared"
                            + " that).")
    @Nullable String from;

    @Option(
            names = "--format",
            paramLabel = "json|markdown|html",
            description = "What to print (default json).")
    SheetFormat format = SheetFormat.json;

    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        Map<String, @Nullable String> asked = new LinkedHashMap<>();
        asked.put("from", from);
        asked.put("format", format.name());
        String path = "/api/forensics/keys/" + ApiPath.encoded(key) + "/recovery";
        return ForensicsAnswer.print(api, ApiPath.of(path, asked));
    }
}
