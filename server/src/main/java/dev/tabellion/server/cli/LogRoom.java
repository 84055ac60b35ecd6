package dev.tabellion.server.cli;

import dev.tabellion.inspection.Finding;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.data.VisitedDataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.inspection.OpenedLog;
import dev.tabellion.server.inspection.TrustedKeys;
import dev.tabellion.server.postgres.VisitedPostgresConfiguration;
import dev.tabellion.signer.checkpoint.HaltMark;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.tlog.TreeHead;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.ParameterException;

/**
 * A log opened for a command, and the keys it is judged by: somebody else's, or that of an
 * installation here, beside the server that may be running on it. Prepares and changes nothing.
 *
 * @param mark what stops the log here; null of somebody else's
 */
record LogRoom(OpenedLog log, TrustedKeys keys, @Nullable HaltMark mark) {
    private static final int COULD_NOT = 3;

    /** As many threads as there are processors read and check. */
    static final int THREADS = Runtime.getRuntime().availableProcessors();

    /**
     * Answers the exit code. What a log makes us stumble over is neither wrong usage nor a verdict.
     */
    static int hold(LogOptions options, @Nullable String address, ToIntFunction<LogRoom> work) {
        return answer(() -> address == null ? own(options, work) : others(options, address, work));
    }

    /** A log that does not fit into memory was not found wrong, either: an Error is no verdict. */
    static int answer(IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (ParameterException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return couldNot(e);
        }
    }

    private static int couldNot(Throwable e) {
        String what = e instanceof RecordUnreadable ? String.valueOf(e.getMessage()) : e.toString();
        System.err.println("Could not check: " + Finding.printable(what));
        return COULD_NOT;
    }

    private static int others(LogOptions options, String address, ToIntFunction<LogRoom> work) {
        TrustedKeys keys = options.trusted(null);
        try (OpenedLog log = options.open(address, THREADS)) {
            return work.applyAsInt(new LogRoom(log, keys, null));
        }
    }

    private static int own(LogOptions options, ToIntFunction<LogRoom> work) {
        var context = StartFailure.orTold(() -> start(options.store.arguments()));
        if (context == null) {
            return COULD_NOT;
        }
        try (context) {
            Path folder = folder(context);
            TrustedKeys keys = options.trusted(folder.resolve("vkey"));
            LogFolder own = new LogFolder(folder);
            TreeHead signed = own.signed(); // before the tables, which are never behind it
            try (OpenedLog log = OpenedLog.inDatabase(database(context), THREADS, signed)) {
                // by keys that were given here, a typing error is a finding
                HaltMark mark = options.namesKeys() ? null : own.mark();
                return work.applyAsInt(new LogRoom(log, keys, mark));
            }
        }
    }

    private static Path folder(ConfigurableApplicationContext context) {
        String given = context.getEnvironment().getProperty("tabellion.log.folder");
        return given == null
                ? context.getBean(DataDirectory.class).path().resolve("log")
                : Path.of(given);
    }

    private static PGSimpleDataSource database(ConfigurableApplicationContext context) {
        DatabaseOwner owner = context.getBean(DatabaseOwner.class);
        var database = new PGSimpleDataSource();
        database.setUrl(owner.url());
        database.setUser(owner.user());
        database.setPassword(owner.password());
        database.setPrepareThreshold(1);
        database.setApplicationName("tabellion-verify");
        return database;
    }

    private static ConfigurableApplicationContext start(SpringArguments arguments) {
        return new SpringApplicationBuilder(
                        VisitedDataConfiguration.class,
                        VisitedPostgresConfiguration.class,
                        DatabaseConfiguration.class)
                .profiles(VisitedDataConfiguration.VISIT)
                .web(WebApplicationType.NONE)
                .run(
                        arguments
                                // what is found may be read by programs
                                .with("logging.level.root", "warn")
                                .toArray());
    }
}
