package dev.tabellion.server.postgres;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.start.StartupRefused;
import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL of a directory that somebody else may hold: theirs while they hold it,
 * and otherwise one that is started and stopped here. Never stops theirs.
 */
final class VisitedPostgres implements AutoCloseable {

    private final DatabaseOwner owner;
    private final @Nullable EmbeddedPostgres started;

    private VisitedPostgres(DatabaseOwner owner, @Nullable EmbeddedPostgres started) {
        this.owner = owner;
        this.started = started;
    }

    static VisitedPostgres of(DataDirectory data, PostgresSettings settings) {
        if (!data.isHeld()) {
            return new VisitedPostgres(theirs(data), null);
        }
        var ours = EmbeddedPostgres.start(data, settings);
        return new VisitedPostgres(ours.owner(), ours);
    }

    DatabaseOwner owner() {
        return owner;
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }

    private static DatabaseOwner theirs(DataDirectory data) {
        var running =
                PostmasterFile.read(data.path().resolve("postgres/cluster"))
                        .filter(PostmasterFile::ready)
                        .orElseThrow(
                                () ->
                                        new StartupRefused(
                                                "Somebody holds the data directory "
                                                        + data.path()
                                                        + ", but no PostgreSQL runs there. If they"
                                                        + " are starting or stopping, try again; if"
                                                        + " they use a PostgreSQL of yours, name it"
                                                        + " with --database or --config."));
        return OwnDatabase.found(data.secret("postgres-password").read(), running.port());
    }
}
