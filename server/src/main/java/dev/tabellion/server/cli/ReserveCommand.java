package dev.tabellion.server.cli;

import dev.tabellion.json.PlainJson;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says that names which begin so are spoken for. */
@Command(
        name = "reserve",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Reserve names: whoever begins a collection there is told of (NAMESPACE_CLAIM).",
            "Refuses nobody; whoever may begin one announces it.",
            "Exit code: 0 reserved, 1 refused, 2 wrong usage, 3 the server was not reached."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion reserve --prefix example.com/library/ --words 'official images'",
            "  tabellion reserve --prefix example.com/library/ --until 2026-12-01T00:00:00Z \\",
            "                    --words 'given to everybody'"
        })
final class ReserveCommand implements Callable<Integer> {
    @Option(
            names = "--prefix",
            required = true,
            paramLabel = "PREFIX",
            description = "How the names begin.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String prefix;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "From when on they are free (default: never).")
    @Nullable String until;

    @Mixin final WordsOption words = new WordsOption();

    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        return PrintedAnswer.of(
                api,
                "/api/namespaces",
                new PlainJson()
                        .text("prefix", prefix)
                        .text("until", until)
                        .text("words", words.text)
                        .toString());
    }
}
