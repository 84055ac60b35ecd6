package dev.tabellion.server.database;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL to use, and as whom.
 *
 * @param url a JDBC URL; without one Tabellion runs a PostgreSQL of its own
 * @param username the owner of the schemas, unless the URL says
 * @param password the owner's password, unless the URL says
 * @param appUsername the role the server works as: it may add to the record and never change it
 * @param appPassword its password; derived from the owner's if absent
 * @param appPoolSize most sessions of that role at once
 * @param logUsername the role the log's sequencer works as: it alone orders leaves
 * @param logPassword its password; derived from the owner's if absent
 * @param signerUsername the role the signer works as: it alone sees the signing keys
 * @param signerPassword its password; derived from the owner's if absent
 * @param signerPoolSize most sessions of that role at once
 */
@ConfigurationProperties("tabellion.database")
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("tabellion_app") String appUsername,
        @Nullable String appPassword,
        @DefaultValue("16") int appPoolSize,
        @DefaultValue("tabellion_log") String logUsername,
        @Nullable String logPassword,
        @DefaultValue("tabellion_signer") String signerUsername,
        @Nullable String signerPassword,
        @DefaultValue("4") int signerPoolSize) {

    /** What needs no quoting in SQL; migrations name the roles as they are. */
    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public DatabaseSettings {
        requireRole("app-username", appUsername);
        requireRole("log-username", logUsername);
        requireRole("signer-username", signerUsername);
    }

    /** Everything as it is when the operator says nothing. */
    public static DatabaseSettings defaults() {
        return new DatabaseSettings(
                null,
                null,
                null,
                "tabellion_app",
                null,
                16,
                "tabellion_log",
                null,
                "tabellion_signer",
                null,
                4);
    }

    private static void requireRole(String key, String name) {
        if (!ROLE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "tabellion.database."
                            + key
                            + " must be lower-case letters, digits and _, but is "
                            + name);
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + appUsername + ", " + logUsername + ", " + signerUsername + "]";
    }
}
