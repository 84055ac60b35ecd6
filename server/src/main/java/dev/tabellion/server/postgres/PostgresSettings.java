package dev.tabellion.server.postgres;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may choose about the embedded PostgreSQL.
 *
 * @param port a fixed loopback port, or 0 for one that is found once and remembered
 * @param sharedBuffersMegabytes PostgreSQL's own page cache
 * @param maxConnections how many sessions it takes
 */
@ConfigurationProperties("tabellion.postgres")
public record PostgresSettings(
        @DefaultValue("0") int port,
        @DefaultValue("128") int sharedBuffersMegabytes,
        @DefaultValue("100") int maxConnections) {

    private static final int HIGHEST_PORT = 65535;

    public PostgresSettings {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("tabellion.postgres.port must be 0 to 65535");
        }
    }

    public static PostgresSettings defaults() {
        return new PostgresSettings(0, 128, 100);
    }

    ServerOptions options(int chosenPort) {
        return new ServerOptions(chosenPort, sharedBuffersMegabytes, maxConnections);
    }
}
