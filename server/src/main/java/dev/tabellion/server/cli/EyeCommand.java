package dev.tabellion.server.cli;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.eye.Eyes;
import dev.tabellion.server.eye.ServerSink;
import dev.tabellion.server.eye.Watch;
import dev.tabellion.server.eye.WatchList;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RecentChecks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts an eye and nothing else: no database, no keys, and best on another network. */
@Command(
        name = "eye",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Look at TUF repositories from outside until stopped by Ctrl-C or SIGTERM, and tell a"
                    + " Tabellion what was seen.",
            "All that was seen is kept under ./data-eye unless --data says where. A token with the"
                    + " API's role eye is taken from TABELLION_EYE_TOKEN."
        },
        footer = {
            "",
            "The watches are a JSON array:",
            "  [{\"name\": \"sigstore\", \"url\": \"https://tuf-repo-cdn.sigstore.dev/\",",
            "    \"dialect\": \"tuf-1.0\", \"root\": \"<SHA-256 of 1.root.json>\", \"period\": \"PT5M\"},",
            "   {\"name\": \"app-by-cdn\", \"dialect\": \"notary-v1\", \"collection\": \"example.com/app\",",
            "    \"url\": \"https://notary.example.com/v2/example.com/app/_trust/tuf/\"}]",
            "Without root the first one seen is believed; firstRoot says which version that is (1)."
        })
final class EyeCommand implements Callable<Integer> {
    private static final int CANNOT_START = 1;

    @Option(
            names = "--watches",
            paramLabel = "FILE",
            required = true,
            description = "What to look at; read at the start.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private Path watches;

    @Option(
            names = "--server",
            paramLabel = "URL",
            required = true,
            description = "The Tabellion to tell.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private URI server;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Believe a server of these authorities (PEM) that it is it.")
    @Nullable Path authorities;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where what was seen is kept (default ./data-eye).")
    Path data = Path.of("data-eye");

    @Override
    public Integer call() throws InterruptedException {
        try {
            List<Watch> all = WatchList.read(watches);
            // held until the process ends, and with it the lock
            DataDirectory directory = DataDirectory.open(data);
            ServerSink sink =
                    new ServerSink(server, System.getenv("TABELLION_EYE_TOKEN"), authorities);
            Eyes eyes =
                    Eyes.of(
                            all,
                            directory.path(),
                            sink,
                            new RecentChecks(new JdkSignatureCheck()),
                            Clock.systemUTC());
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform()
                                    .unstarted(
                                            () -> {
                                                eyes.close();
                                                sink.close();
                                            }));
            eyes.start();
            System.out.printf("Tabellion's eye looks at %d repositories.%n", all.size());
            new CountDownLatch(1).await();
            return 0;
        } catch (StartupRefused e) {
            System.err.println(e.getMessage());
            return CANNOT_START;
        }
    }
}
