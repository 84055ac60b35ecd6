package dev.tabellion.server;

import dev.tabellion.e2e.server.MadeDatabase;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.postgres.EmbeddedPostgres;
import dev.tabellion.server.postgres.PostgresSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Where integration tests get their PostgreSQL: from a Docker engine where one answers, else the
 * embedded real thing; one instance for the JVM, a fresh database for whoever asks. With {@code
 * -Dit.backend=docker} it fails rather than fall back, so that no leg is lost in silence.
 */
public final class Backing {

    private static final String OWNER = "tabellion_owner";
    private static final AtomicInteger databases = new AtomicInteger();

    private Backing() {}

    /** The owner of a database nobody else uses, empty as an installation finds it. */
    public static DatabaseOwner freshDatabase() {
        var superuser = Holder.SUPERUSER;
        var name = "it_" + databases.incrementAndGet();
        execute(superuser, "create database " + name + " owner " + OWNER);
        var url = superuser.url().replaceFirst("/postgres(\\?|$)", "/" + name + "$1");
        return new DatabaseOwner(url, OWNER, superuser.passwordOf(OWNER));
    }

    /** A copy of a database that nobody is connected to now: what a backup would hold. */
    public static DatabaseOwner copyOf(DatabaseOwner original) {
        var copy = "it_" + databases.incrementAndGet();
        var name = original.url().replaceFirst("^.*/([^/?]+)(\\?.*)?$", "$1");
        execute(
                Holder.SUPERUSER,
                "create database %s template %s owner %s".formatted(copy, name, OWNER));
        return new DatabaseOwner(
                original.url().replaceFirst("/" + name + "(\\?|$)", "/" + copy + "$1"),
                original.user(),
                original.password());
    }

    /** Who may do everything in the PostgreSQL under test, for tests of what others may not do. */
    public static DatabaseOwner superuser() {
        return Holder.SUPERUSER;
    }

    private static void execute(DatabaseOwner as, String sql) {
        try (var connection = as.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("running as " + as + ": " + sql, e);
        }
    }

    /** Started when first needed, stopped with the JVM. */
    private static final class Holder {

        static final DatabaseOwner SUPERUSER = start();

        private static DatabaseOwner start() {
            var wanted = System.getProperty("it.backend", "auto").toLowerCase(Locale.ROOT);
            var docker =
                    switch (wanted) {
                        case "docker" -> true;
                        case "embedded" -> false;
                        case "auto" -> dockerAnswers();
                        default ->
                                throw new IllegalArgumentException(
                                        "it.backend must be docker, embedded or auto, but is "
                                                + wanted);
                    };
            System.out.println(
                    "it.backend=" + wanted + ": PostgreSQL is " + (docker ? "docker" : "embedded"));
            var superuser = docker ? container() : embedded();
            execute(
                    superuser,
                    "create role %s login createrole password '%s'"
                            .formatted(OWNER, superuser.passwordOf(OWNER)));
            return superuser;
        }

        /** A half-working engine throws whatever it likes; for "auto" that means no. */
        @SuppressWarnings("CatchingUnchecked")
        private static boolean dockerAnswers() {
            try {
                return DockerClientFactory.instance().isDockerAvailable();
            } catch (Throwable e) {
                return false;
            }
        }

        @SuppressWarnings("resource") // Testcontainers removes it with the JVM
        private static DatabaseOwner container() {
            var container =
                    new PostgreSQLContainer("postgres:18")
                            .withUsername("postgres")
                            .withPassword("backing")
                            .withDatabaseName("postgres");
            container.start();
            return new DatabaseOwner(container.getJdbcUrl(), "postgres", "backing");
        }

        private static DatabaseOwner embedded() {
            var place = Path.of("target", "backing-" + ProcessHandle.current().pid());
            MadeDatabase.SERVERS.under(place);
            var data = DataDirectory.open(place);
            var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults());
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        postgres.close();
                                        Trees.delete(data.path());
                                    }));
            return postgres.superuser();
        }
    }
}
