package dev.tabellion.server.database;

import dev.tabellion.server.start.StartupRefused;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The schemas, each brought up to date by itself and with its history inside it: who prepares one
 * needs no right on the other, which may be in another database.
 */
enum Schema {
    /** The record and what is derived from it. */
    RECORD("tabellion", "classpath:db/migration"),

    /** The signer's keys and journal, which the application's role cannot enter. */
    SIGNER("signer", "classpath:db/signer");

    /** What the schema {@code signer} was at when its history was still kept with the record's. */
    private static final String BEFORE_ITS_OWN_HISTORY = "200";

    private final String schema;
    private final String location;

    Schema(String schema, String location) {
        this.schema = schema;
        this.location = location;
    }

    String schema() {
        return schema;
    }

    /**
     * Each module numbers its migrations in a hundred of its own, so a lower number may well come
     * after a higher one: out of order is the normal case.
     *
     * @param roles the names of logins by the placeholders that migrations have for them
     */
    void migrate(DatabaseOwner owner, Map<String, String> roles) {
        try {
            configured(owner)
                    .placeholders(roles)
                    .validateMigrationNaming(true)
                    .baselineOnMigrate(this == SIGNER)
                    .baselineVersion(BEFORE_ITS_OWN_HISTORY)
                    // of the signer's, in the history of records from before it had its own
                    .ignoreMigrationPatterns("versioned:missing")
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StartupRefused(
                    "The schema %s of %s cannot be brought up to date: %s"
                            .formatted(schema, owner, e.getMessage()),
                    e);
        }
    }

    /** Whether it has all that this program knows of, for who cannot bring it up to date. */
    boolean isUpToDate(DatabaseOwner reader) {
        try {
            return configured(reader).load().info().pending().length == 0;
        } catch (FlywayException e) {
            return false; // before V317 nobody but its owner may ask
        }
    }

    private FluentConfiguration configured(DatabaseOwner login) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(login.url(), login.user(), login.password())
                .locations(location)
                .schemas(schema)
                .table("schema_version")
                .outOfOrder(true);
    }
}
