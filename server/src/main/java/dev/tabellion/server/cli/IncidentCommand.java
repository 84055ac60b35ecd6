package dev.tabellion.server.cli;

import dev.tabellion.json.PlainJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a responder does with incidents; each way to do it is a command of its own. */
@Command(
        name = "incident",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "List incidents, look at one, and say what becomes of it.",
            "Exit code: 0 done, 1 refused, 2 wrong usage, 3 the server was not reached."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion incident list",
            "  tabellion incident show ID",
            "  tabellion incident assign ID --owner on-call",
            "  tabellion incident note ID 'the token was sold with its box'",
            "  tabellion incident close ID --verdict false-alarm 'our own mirror'",
            "  tabellion incident compromised KEY --from 2026-11-20T00:00:00Z 'found in a log'"
        },
        subcommands = picocli.CommandLine.HelpCommand.class)
final class IncidentCommand implements Runnable {
    @picocli.CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: a command is missing.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the incidents that are not closed, the newest first.",
            footer = {"", "Example:", "  tabellion incident list --all"})
    int list(
            @Option(names = "--all", description = "The closed ones too.") boolean all,
            @Mixin ApiOptions api) {
        return PrintedAnswer.of(
                api, all ? "/api/incidents" : "/api/incidents?state=open&state=acknowledged", null);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show an incident, its findings and what was said of it.",
            footer = {"", "Example:", "  tabellion incident show ID"})
    int show(@Parameters(paramLabel = "ID") String id, @Mixin ApiOptions api) {
        return PrintedAnswer.of(api, "/api/incidents/" + ApiPath.encoded(id), null);
    }

    @Command(
            name = "acknowledge",
            mixinStandardHelpOptions = true,
            description = "Say that somebody looks at it.",
            footer = {"", "Example:", "  tabellion incident acknowledge ID"})
    int acknowledge(@Parameters(paramLabel = "ID") String id, @Mixin ApiOptions api) {
        return PrintedAnswer.of(
                api, "/api/incidents/" + ApiPath.encoded(id) + "/acknowledge", "{}");
    }

    @Command(
            name = "assign",
            mixinStandardHelpOptions = true,
            description = "Say who looks after it.",
            footer = {"", "Example:", "  tabellion incident assign ID --owner on-call"})
    int assign(
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--owner",
                            paramLabel = "NAME",
                            description = "A person or a rota (default: whoever asks).")
                    @Nullable String owner,
            @Mixin ApiOptions api) {
        return PrintedAnswer.of(
                api,
                "/api/incidents/" + ApiPath.encoded(id) + "/assign",
                new PlainJson().text("owner", owner).toString());
    }

    @Command(
            name = "note",
            mixinStandardHelpOptions = true,
            description = "Say something worth keeping; no secrets and nobody's name.",
            footer = {"", "Example:", "  tabellion incident note ID 'it began at the mirror'"})
    int note(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "WORDS") String words,
            @Mixin ApiOptions api) {
        return PrintedAnswer.of(
                api, "/api/incidents/" + ApiPath.encoded(id) + "/note", said(words).toString());
    }

    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description = "Say what it was; nothing is left to do.",
            footer = {
                "",
                "Example:",
                "  tabellion incident close ID --verdict real --findings 3 'all keys are new'"
            })
    int close(
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--verdict",
                            required = true,
                            paramLabel = "VERDICT",
                            description = "real, false-alarm, rehearsal or recovered.")
                    String verdict,
            @Option(
                            names = "--findings",
                            paramLabel = "N",
                            description = "Refuse if it has other than the N you have seen.")
                    @Nullable Integer findings,
            @Parameters(paramLabel = "WORDS") String words,
            @Mixin ApiOptions api) {
        PlainJson body = said(words).text("verdict", verdict);
        return PrintedAnswer.of(
                api,
                "/api/incidents/" + ApiPath.encoded(id) + "/close",
                (findings == null ? body : body.number("findings", findings)).toString());
    }

    @Command(
            name = "compromised",
            mixinStandardHelpOptions = true,
            description = "Declare, for the record, that a key was in other hands.",
            footer = {
                "",
                "Example:",
                "  tabellion incident compromised KEY --from 2026-11-20T00:00:00Z 'stolen'"
            })
    int compromised(
            @Parameters(paramLabel = "KEY") String key,
            @Option(names = "--from", paramLabel = "TIME", description = "Since when.")
                    @Nullable String from,
            @Option(names = "--until", paramLabel = "TIME", description = "Until when.")
                    @Nullable String until,
            @Parameters(paramLabel = "WORDS") String words,
            @Mixin ApiOptions api) {
        return PrintedAnswer.of(
                api,
                "/api/keys/" + ApiPath.encoded(key) + "/compromised",
                said(words).text("from", from).text("until", until).toString());
    }

    private static PlainJson said(String words) {
        return new PlainJson().text("words", words);
    }
}
