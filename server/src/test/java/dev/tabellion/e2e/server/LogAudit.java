package dev.tabellion.e2e.server;

import dev.tabellion.inspection.Finding;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.inspection.OpenedLog;
import dev.tabellion.server.inspection.Progress;
import dev.tabellion.server.inspection.TrustedKeys;
import dev.tabellion.server.inspection.Verification;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.tlog.MalformedLogData;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server's whole log against its whole record, as {@code log verify} sees them. Fails for
 * whatever it finds.
 */
public final class LogAudit {
    private static final int READERS = 2;
    private static final PrintStream SILENCE = new PrintStream(PrintStream.nullOutputStream());

    private LogAudit() {}

    /**
     * Of the embedded database under this data directory, which is started if it does not run;
     * nothing, if no log was begun there.
     */
    static void ofEmbedded(Path data) {
        if (Files.exists(data.resolve("log/vkey"))
                && Files.exists(data.resolve("postgres/cluster/PG_VERSION"))) {
            embedded(data).ifPresentOrElse(owner -> of(owner, data), () -> offline(data));
        }
    }

    private static void offline(Path data) {
        Path folder = data.toAbsolutePath().resolve("..").normalize();
        CommandLine.run(folder, Map.of(), List.of("log", "verify", "--data", data.toString()))
                .succeeds();
    }

    /** Servers may go on meanwhile. */
    public static void of(DatabaseOwner owner, Path data) {
        List<Finding> findings = findings(owner, data);
        if (!findings.isEmpty()) {
            throw new AssertionError("what is wrong with the log: " + findings);
        }
    }

    public static List<Finding> findings(DatabaseOwner owner, Path data) {
        List<Finding> findings = new ArrayList<>();
        var signed = new LogFolder(data.resolve("log")).signed();
        try (OpenedLog log = OpenedLog.inDatabase(dataSource(owner), READERS, signed)) {
            new Verification(log, keys(data), READERS)
                    .run(null, new Progress(SILENCE, ""), findings::add);
        }
        return findings;
    }

    public static TrustedKeys keys(Path data) {
        try {
            return TrustedKeys.of(List.of(Files.readString(data.resolve("log/vkey"))), null);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the key of the log under " + data, e);
        } catch (MalformedLogData e) {
            throw new AssertionError("the key of the log under " + data, e);
        }
    }

    public static PGSimpleDataSource dataSource(DatabaseOwner owner) {
        var source = new PGSimpleDataSource();
        source.setUrl(owner.url());
        source.setUser(owner.user());
        source.setPassword(owner.password());
        return source;
    }

    /** The superuser, who may look into everything; empty if no database runs there. */
    public static Optional<DatabaseOwner> embedded(Path data) {
        if (!new LeftPostmaster(data).isAlive()) {
            return Optional.empty();
        }
        try {
            var port = Files.readString(data.resolve("postgres/port")).strip();
            var password = Files.readString(data.resolve("secrets/postgres-password")).strip();
            return Optional.of(
                    new DatabaseOwner(
                            "jdbc:postgresql://127.0.0.1:" + port + "/tabellion",
                            "postgres",
                            password));
        } catch (IOException e) {
            throw new UncheckedIOException("finding the database under " + data, e);
        }
    }
}
