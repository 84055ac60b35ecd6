package dev.tabellion.server.health;

import dev.tabellion.notary.HealthCheck;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the signer can be asked, under Notary's name for it. The signer of this process needs its
 * own database role and nothing else, so that is what is tried; it never makes or uses a key.
 */
record TrustCheck(DataSource signerDataSource) implements HealthCheck {
    private static final int SECONDS = 1;

    @Override
    public String name() {
        return "Trust operational";
    }

    @Override
    public @Nullable String complaint() {
        try (var connection = signerDataSource.getConnection()) {
            return connection.isValid(SECONDS) ? null : "the signer's database does not answer";
        } catch (SQLException e) {
            return "the signer's database cannot be reached";
        }
    }
}
