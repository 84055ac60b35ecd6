package dev.tabellion.server.logalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.projection.inspection.RollingInspection;
import dev.tabellion.projection.log.CheckpointOutlet;
import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.projection.witness.Witnessing;
import dev.tabellion.server.Backing;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.server.trust.TrustDomains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class LogAloneIT {
    private static final String ROLE = DatabaseSettings.defaults().logUsername();

    @TempDir private Path place;

    @Test
    void a_log_of_its_own_is_read_again_and_again_and_cosigned_as_one_beside_its_server_is()
            throws Exception {
        Path policy =
                Files.writeString(
                        place.resolve("policy"),
                        """
                        witness w1 witness.example.com/w1+969980cf+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X http://127.0.0.1:9
                        quorum w1
                        """);
        try (var process = start("--tabellion.log.witness-policy=" + policy)) {
            assertThat(process.getBean(LogKeeper.class)).isNotNull();
            assertThat(process.getBean(RollingInspection.class)).isNotNull();
            assertThat(process.getBean(CheckpointOutlet.class)).isInstanceOf(Witnessing.class);
        }
    }

    @Test
    void a_record_that_is_older_than_the_program_is_not_begun_on() throws Exception {
        for (String older :
                new String[] {
                    "delete from tabellion.schema_version where version = '323'",
                    "revoke select on tabellion.schema_version from " + ROLE
                }) {
            DatabaseOwner owner = begun();
            execute(owner, older);
            assertThatThrownBy(() -> start(owner, "--tabellion.log.inspection.round=1h"))
                    .as(older)
                    .hasStackTraceContaining("is older than this program")
                    .hasStackTraceContaining("Start a server of this version on it first");
        }
    }

    private ConfigurableApplicationContext start(String setting) throws SQLException {
        return start(begun(), setting);
    }

    private static DatabaseOwner begun() throws SQLException {
        DatabaseOwner owner = Backing.freshDatabase();
        RecordDatabase.prepare(owner, DatabaseSettings.defaults());
        begin(owner);
        return owner;
    }

    private ConfigurableApplicationContext start(DatabaseOwner owner, String setting) {
        return new SpringApplicationBuilder(
                        ClockConfiguration.class,
                        DataConfiguration.class,
                        DatabaseConfiguration.class,
                        LogAloneConfiguration.class)
                .profiles(TrustDomains.LOG_ALONE)
                .web(WebApplicationType.NONE)
                .run(
                        "--tabellion.data=" + place.resolve("data"),
                        "--tabellion.port=0",
                        "--tabellion.database.url=" + owner.url(),
                        "--tabellion.database.username=" + ROLE,
                        "--tabellion.database.password=" + owner.passwordOf(ROLE),
                        setting);
    }

    /** As a server does at its first start. */
    private static void begin(DatabaseOwner owner) throws SQLException {
        execute(
                owner,
                "insert into tabellion.ledger (log_origin) values ('log.example.com/alone')");
    }

    private static void execute(DatabaseOwner owner, String sql) throws SQLException {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
