package dev.tabellion.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a key in other hands amounts to. */
@Command(
        name = "compromise",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "All that a key signed within a time, what of it clients can still be shown, who"
                        + " trusts the key, and what to do in which order.")
final class ForensicsCompromiseCommand implements Callable<Integer> {

    @Option(names = "--key", paramLabel = "KEY_ID", required = true, description = "The key.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String key;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Since when, as 2026-11-22T14:05:00Z (default: ever).")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Until when (default: now).")
    @Nullable String to;

    @Option(
            names = "--format",
            paramLabel = "json|markdown|html",
            description = "What to print (default json).")
    SheetFormat format = SheetFormat.json;

    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        Map<String, @Nullable String> asked = new LinkedHashMap<>();
        asked.put("key", key);
        asked.put("from", from);
        asked.put("to", to);
        asked.put("format", format.name());
        return ForensicsAnswer.print(api, ApiPath.of("/api/forensics/compromise", asked));
    }
}
