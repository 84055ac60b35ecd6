package dev.tabellion.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.server.Backing;
import dev.tabellion.server.start.StartupRefused;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Roles, schemas and pools on a PostgreSQL as it is. */
class PreparedDatabaseIT {

    private final DatabaseOwner owner = Backing.freshDatabase();

    @Test
    void two_nodes_can_prepare_the_same_database_one_after_the_other() {
        PreparedDatabase.prepare(owner, DatabaseSettings.defaults());
        var again = PreparedDatabase.prepare(owner, DatabaseSettings.defaults());
        try (var pool = again.appPool()) {
            assertThat(ask(pool, "select current_user::text")).isEqualTo("tabellion_app");
            assertThat(ask(pool, "select current_schema::text")).isEqualTo("tabellion");
        }
    }

    @Test
    void the_application_cannot_enter_the_schema_of_the_signer() throws Exception {
        var database = PreparedDatabase.prepare(owner, DatabaseSettings.defaults());
        execute(owner, "create table signer.secret (k int)");
        execute(owner, "grant usage on schema signer to tabellion_signer");
        execute(owner, "grant select on signer.secret to tabellion_signer");
        try (var app = database.appPool();
                var signer = database.signerPool()) {
            assertThat(ask(signer, "select count(*)::text from secret")).isEqualTo("0");
            assertThatThrownBy(() -> ask(app, "select count(*)::text from signer.secret"))
                    .rootCause()
                    .hasMessageContaining("permission denied for schema signer");
        }
    }

    @Test
    void the_application_owns_nothing_and_can_make_nothing() {
        var database = PreparedDatabase.prepare(owner, DatabaseSettings.defaults());
        try (var app = database.appPool()) {
            assertThatThrownBy(() -> ask(app, "create table tabellion.mine (k int)"))
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> ask(app, "create role another"))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void an_owner_that_may_not_create_roles_says_what_to_do() throws Exception {
        var humble = humbleOwner();
        assertThatThrownBy(() -> PreparedDatabase.prepare(humble, settings("absent_app")))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("absent_app")
                .hasMessageContaining("create role absent_app login password")
                .hasMessageContaining("alter role humble_");
    }

    @Test
    void roles_that_an_administrator_made_are_used_as_they_are() throws Exception {
        var humble = humbleOwner();
        execute(Backing.superuser(), "create role made_app login password 'given'");
        execute(Backing.superuser(), "create role made_signer login password 'given'");
        var settings =
                new DatabaseSettings(
                        null, null, null, "made_app", "given", 4, "made_signer", "given", 2);
        try (var pool = PreparedDatabase.prepare(humble, settings).appPool()) {
            assertThat(ask(pool, "select current_user::text")).isEqualTo("made_app");
        }
    }

    @Test
    void a_session_that_was_cut_off_is_replaced() throws Exception {
        try (var pool = PreparedDatabase.prepare(owner, DatabaseSettings.defaults()).appPool()) {
            assertThat(ask(pool, "select 1::text")).isEqualTo("1");
            execute(
                    Backing.superuser(),
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename ="
                            + " 'tabellion_app'");
            pool.getHikariPoolMXBean().softEvictConnections();
            assertThat(ask(pool, "select 1::text")).isEqualTo("1");
        }
    }

    private DatabaseOwner humbleOwner() throws SQLException {
        var superuser = Backing.superuser();
        var name = "humble_" + databaseName(); // roles are shared by all databases of a cluster
        execute(superuser, "create role " + name + " login password 'word'");
        execute(superuser, "create database " + name + " owner " + name);
        return new DatabaseOwner(owner.url().replace(databaseName(), name), name, "word");
    }

    private String databaseName() {
        var start = owner.url().lastIndexOf('/') + 1;
        var end = owner.url().indexOf('?');
        return owner.url().substring(start, end < 0 ? owner.url().length() : end);
    }

    private static DatabaseSettings settings(String app) {
        return new DatabaseSettings(null, null, null, app, null, 4, "tabellion_signer", null, 2);
    }

    private static String ask(DataSource pool, String sql) {
        return String.valueOf(new JdbcTemplate(pool).queryForObject(sql, String.class));
    }

    private static void execute(DatabaseOwner as, String sql) throws SQLException {
        try (var connection = as.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
