package dev.tabellion.server.postgres;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.DatabaseOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL with its data under the data directory, durable as a server must be. It is
 * started anew when it dies, taken over when it survived its Tabellion, and stopped by {@link
 * #close}; it never listens beyond loopback.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final long LOG_LIMIT_BYTES = 16L << 20;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final Postmaster postmaster;
    private final ServerOptions options;
    private final DatabaseOwner superuser;
    private final Thread watcher;
    private volatile ProcessHandle process;
    private volatile boolean closing;

    private EmbeddedPostgres(
            Postmaster postmaster,
            ServerOptions options,
            DatabaseOwner superuser,
            ProcessHandle process) {
        this.postmaster = postmaster;
        this.options = options;
        this.superuser = superuser;
        this.process = process;
        this.watcher = Thread.ofPlatform().daemon().name("postgres-watcher").unstarted(this::watch);
    }

    /** Answers once connections are taken. */
    public static EmbeddedPostgres start(DataDirectory data, PostgresSettings settings) {
        var home = data.directory("postgres");
        var secret = data.secret("postgres-password");
        var launcher = Launcher.ofThisUser();
        var program = PostgresProgram.under(home);
        var cluster = home.resolve("cluster");
        Cluster.ensure(cluster, program, launcher, secret);

        var logFile = keptSmall(home.resolve("postgres.log"));
        var postmaster = new Postmaster(cluster, logFile, program, launcher);
        var port = new LocalPort(home.resolve("port"));
        var wanted = settings.port() != 0 ? settings.port() : port.remembered();
        var survivor = postmaster.survivor(settings.options(wanted));
        var options =
                survivor.isPresent()
                        ? settings.options(wanted)
                        : settings.options(settings.port() != 0 ? settings.port() : port.free());
        var process = survivor.orElseGet(() -> postmaster.start(options));
        log.atInfo()
                .addKeyValue("port", options.port())
                .addKeyValue("pid", process.pid())
                .log(survivor.isPresent() ? "postgres-taken-over" : "postgres-started");

        var superuser =
                new DatabaseOwner(
                        url(options.port(), "postgres"), Cluster.SUPERUSER, secret.read());
        var running = new EmbeddedPostgres(postmaster, options, superuser, process);
        running.watcher.start();
        return running;
    }

    /** The owner of Tabellion's own database, both made on first use. */
    public DatabaseOwner owner() {
        return OwnDatabase.ensure(superuser, url(options.port(), OwnDatabase.NAME));
    }

    /** Who may do everything in this PostgreSQL, connected to its maintenance database. */
    public DatabaseOwner superuser() {
        return superuser;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        closing = true;
        watcher.interrupt();
        postmaster.stop();
        log.atInfo().log("postgres-stopped");
    }

    /** Starts PostgreSQL again, on the same port, for as long as it dies without being told to. */
    private void watch() {
        while (!closing) {
            process.onExit().join();
            if (!closing) {
                log.atError().addKeyValue("pid", process.pid()).log("postgres-died");
                startAgain();
            }
        }
    }

    private void startAgain() {
        for (var wait = FIRST_RETRY; !closing; wait = longer(wait)) {
            try {
                var survivor = postmaster.survivor(options);
                process = survivor.orElseGet(() -> postmaster.start(options));
                log.atWarn().addKeyValue("pid", process.pid()).log("postgres-restarted");
                return;
            } catch (RuntimeException e) {
                log.atError().addKeyValue("reason", e.getMessage()).log("postgres-restart-failed");
                sleep(wait);
            }
        }
    }

    private static Duration longer(Duration wait) {
        var twice = wait.multipliedBy(2);
        return twice.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : twice;
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait); // nothing tells when what kept it from starting is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only close() interrupts; the loop sees it
        }
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static Path keptSmall(Path logFile) {
        try {
            if (Files.exists(logFile) && Files.size(logFile) > LOG_LIMIT_BYTES) {
                var older = logFile.resolveSibling(logFile.getFileName() + ".1");
                Files.move(logFile, older, StandardCopyOption.REPLACE_EXISTING);
            }
            return logFile;
        } catch (IOException e) {
            throw new UncheckedIOException("setting the old " + logFile + " aside", e);
        }
    }
}
