package dev.tabellion.server.cli;

import dev.tabellion.json.PlainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Announces a change, so that what it makes rules say wakes nobody. */
@Command(
        name = "announce",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Announce a change: what rules then find is recorded, and wakes nobody.",
            "What no honest change makes, such as the use of a stolen key, is never expected.",
            "Exit code: 0 announced, 1 refused, 2 wrong usage, 3 the server was not reached."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion announce --collection example.com/app --until 2026-11-22T18:00:00Z \\",
            "                     --words 'a root ceremony this afternoon'",
            "  tabellion announce --prefix example.com/ --rule TARGET_CHANGED \\",
            "                     --from 2026-12-01T08:00:00Z --until 2026-12-01T20:00:00Z \\",
            "                     --words 'release 3.0'",
            "  tabellion announce --withdraw ID --words 'it was called off'"
        })
final class AnnounceCommand implements Callable<Integer> {
    /** What it is about, or that it is over. */
    static final class About {
        @Option(names = "--collection", paramLabel = "NAME", description = "One collection.")
        @Nullable String collection;

        @Option(
                names = "--prefix",
                paramLabel = "PREFIX",
                description = "All collections whose names begin so.")
        @Nullable String prefix;

        @Option(names = "--watch", paramLabel = "NAME", description = "What one watch sees.")
        @Nullable String watch;

        @Option(
                names = "--withdraw",
                paramLabel = "ID",
                description = "Withdraw the announcement of this id instead.")
        @Nullable String withdrawn;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    About about;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description =
                    "Expect this rule to speak; may be repeated (default: all that an honest"
                            + " ceremony raises).")
    List<String> rules = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "When it begins, such as 2026-11-22T14:00:00Z (default: now).")
    @Nullable String from;

    @Option(names = "--until", paramLabel = "TIME", description = "When it is over.")
    @Nullable String until;

    @Mixin final WordsOption words = new WordsOption();

    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        if (about.withdrawn != null) {
            return PrintedAnswer.of(
                    api,
                    "/api/announcements/" + ApiPath.encoded(about.withdrawn) + "/withdraw",
                    new PlainJson().text("words", words.text).toString());
        }
        return PrintedAnswer.of(
                api,
                "/api/announcements",
                new PlainJson()
                        .text("collection", about.collection)
                        .text("prefix", about.prefix)
                        .text("watch", about.watch)
                        .texts("rules", rules)
                        .text("from", from)
                        .text("until", until)
                        .text("words", words.text)
                        .toString());
    }
}
