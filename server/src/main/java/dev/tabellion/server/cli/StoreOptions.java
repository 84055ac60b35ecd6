package dev.tabellion.server.cli;

import dev.tabellion.server.start.StartupRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds what is kept, and its further settings: the same for every command. */
final class StoreOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (default ./data; of a signer ./data-signer).")
    @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "JDBC_URL",
            description = "A PostgreSQL of yours, in place of the embedded one.")
    @Nullable String database;

    @Option(
            names = "--database-user",
            paramLabel = "USER",
            description =
                    "Its owner, unless the URL says; the password comes from the URL or from"
                            + " TABELLION_DATABASE_PASSWORD.")
    @Nullable String databaseUser;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings as .properties or .yaml; options given here win.")
    @Nullable Path config;

    /** To be gone on with by the command's own options. */
    SpringArguments arguments() {
        return new SpringArguments()
                .with("tabellion.data", data)
                .with("tabellion.database.url", database)
                .with("tabellion.database.username", databaseUser)
                .with("spring.config.additional-location", configLocation());
    }

    private @Nullable String configLocation() {
        if (config == null) {
            return null;
        }
        if (!Files.isReadable(config)) {
            throw new StartupRefused(
                    "The configuration file "
                            + config.toAbsolutePath()
                            + " does not exist or cannot be read.");
        }
        return config.toUri().toString();
    }
}
