package dev.tabellion.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells where a key was born, what it did and what it can still do. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description =
                "Born where, used when and by whose order, trusted where, served where: JSON.")
final class ForensicsKeyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY_ID", description = "As metadata names it.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String key;

    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        return ForensicsAnswer.print(
                api, ApiPath.of("/api/forensics/keys/" + ApiPath.encoded(key), Map.of()));
    }
}
