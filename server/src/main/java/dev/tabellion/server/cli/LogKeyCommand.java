package dev.tabellion.server.cli;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.data.VisitedDataConfiguration;
import dev.tabellion.server.log.LogFolderConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.signer.checkpoint.LogFolderInUse;
import dev.tabellion.signer.checkpoint.LogKeyLost;
import dev.tabellion.signer.checkpoint.LogKeyReport;
import dev.tabellion.signer.checkpoint.UnsoundSignature;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the log's key, or makes it before the first start. Never makes a second one. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Show the public half of the log's key and where the key lies, in a file or in the"
                    + " token of tabellion.log.key-token; beside a running node as well.",
            "With --make the key is made if there never was one. The first start does so, too: this"
                    + " is for who wants to see it first."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion log key --config /etc/tabellion.yaml --data data",
            "  tabellion log key --config /etc/tabellion.yaml --data data --make"
        })
final class LogKeyCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(names = "--make", description = "Make it, where there never was one.")
    boolean make;

    @Mixin final StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        var room = StartFailure.orTold(this::open);
        if (room == null) {
            return FAILED;
        }
        try (room) {
            LogFolder folder = room.getBean(LogFolder.class);
            if (make) {
                make(folder, room.getBean(Clock.class));
            }
            return shown(folder.report());
        } catch (LogKeyLost | LogFolderInUse | UnsoundSignature e) {
            System.err.println(e.getMessage());
            return FAILED;
        } catch (UncheckedIOException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            System.err.println("Failed while " + e.getMessage() + ": " + cause.getMessage() + ".");
            return FAILED;
        } catch (SignerUnavailable e) {
            System.err.println("Not possible now: " + e.getMessage() + ".");
            return FAILED;
        }
    }

    private static void make(LogFolder folder, Clock clock) {
        System.out.println(
                folder.make(clock.instant())
                        ? "Made."
                        : "There is one already; it is left as it is.");
    }

    private static int shown(@Nullable LogKeyReport key) {
        if (key == null) {
            System.err.println("There is no key yet. The first start makes it, or --make.");
            return FAILED;
        }
        System.out.printf(
                "key: %s%npublic half, in base64: %s%n", key.place(), key.half().bytes().base64());
        if (!key.vkey().isEmpty()) {
            System.out.printf("this log's: %s%n", key.vkey());
        }
        key.attributes().forEach((name, value) -> System.out.printf("%s: %s%n", name, value));
        return 0;
    }

    /** Who makes a key has the data directory to itself; who looks need not. */
    private ConfigurableApplicationContext open() {
        var room =
                new SpringApplicationBuilder(
                                ClockConfiguration.class,
                                make ? DataConfiguration.class : VisitedDataConfiguration.class,
                                LogFolderConfiguration.class)
                        .web(WebApplicationType.NONE);
        return (make ? room : room.profiles(VisitedDataConfiguration.VISIT))
                .run(store.arguments().with("logging.level.dev.tabellion", "warn").toArray());
    }
}
