package dev.tabellion.server.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells where a document or a target ever stood. */
@Command(
        name = "where",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "Where a document, or a target of that name, ever stood: JSON.")
final class ForensicsWhereCommand implements Callable<Integer> {

    /** One of them. */
    static final class What {
        @Option(
                names = "--digest",
                paramLabel = "SHA256",
                required = true,
                description = "Of a metadata file: 64 hex digits.")
        @Nullable String digest;

        @Option(
                names = "--target",
                paramLabel = "NAME",
                required = true,
                description = "A target's name, as metadata has it.")
        @Nullable String target;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    What what;

    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        Map<String, @Nullable String> asked = new HashMap<>();
        asked.put("digest", what.digest);
        asked.put("target", what.target);
        return ForensicsAnswer.print(api, ApiPath.of("/api/forensics/where", asked));
    }
}
