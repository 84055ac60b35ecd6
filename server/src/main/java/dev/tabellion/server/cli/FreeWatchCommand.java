package dev.tabellion.server.cli;

import dev.tabellion.json.PlainJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says that a watch's name is nobody's any more. */
@Command(
        name = "free-watch",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Free the name of a watch: whichever eye tells under it next has it.",
            "For an eye that has another token's subject now, or moved, and gets 403. The role"
                    + " operator is needed.",
            "Take the old token's right to tell away first: an eye that still tells by it has the"
                    + " name back with its next word.",
            "Exit code: 0 freed, 1 refused, or it was nobody's, 2 wrong usage, 3 the server was not"
                    + " reached."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion free-watch --watch cdn --words 'the eye has a token of its own now'"
        })
final class FreeWatchCommand implements Callable<Integer> {
    @Option(
            names = "--watch",
            required = true,
            paramLabel = "NAME",
            description = "As the list of watches says it.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String watch;

    @Mixin final WordsOption words = new WordsOption();

    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        return PrintedAnswer.of(
                api,
                "/api/watches/" + ApiPath.encoded(watch) + "/free",
                new PlainJson().text("words", words.text).toString());
    }
}
