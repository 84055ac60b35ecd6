package dev.tabellion.server.inspection;

import dev.tabellion.projection.inspection.RecordUnreadable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a log is to be read: the URL of its prefix, a folder that was exported, a JDBC URL.
 *
 * @param token for a server that asks for one
 * @param authorities whom to believe that a server is it; null for whom the JDK believes
 * @param password of a database, unless its URL says
 */
public record LogAddress(
        String text,
        @Nullable String token,
        @Nullable Path authorities,
        @Nullable String password) {
    private static final String JDBC = "jdbc:postgresql:";

    /**
     * @param readers how many may read at once
     * @throws RecordUnreadable if nothing is there
     */
    public OpenedLog open(int readers) {
        if (text.startsWith(JDBC)) {
            return OpenedLog.inDatabase(database(), readers, null);
        }
        return OpenedLog.inFiles(files());
    }

    boolean isOnline() {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    private LogFiles files() {
        if (isOnline()) {
            return new LogOnline(URI.create(text), token, authorities);
        }
        Path folder = Path.of(text);
        if (!Files.isDirectory(folder)) {
            throw new RecordUnreadable(text + " is no URL, no JDBC URL and no folder", null);
        }
        return new LogOnDisk(folder);
    }

    private PGSimpleDataSource database() {
        var database = new PGSimpleDataSource();
        database.setUrl(text);
        if (password != null && database.getPassword() == null) {
            database.setPassword(password);
        }
        return fast(database);
    }

    /** Bytes come as they are, not in hex, from the first time a statement is run. */
    private static PGSimpleDataSource fast(PGSimpleDataSource database) {
        database.setPrepareThreshold(1);
        database.setApplicationName("tabellion-verify");
        return database;
    }
}
