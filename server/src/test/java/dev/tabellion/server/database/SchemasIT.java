package dev.tabellion.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.server.Backing;
import dev.tabellion.server.start.StartupRefused;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Roles, schemas and pools on a PostgreSQL as it is. */
class SchemasIT {

    private final DatabaseOwner owner = Backing.freshDatabase();

    @Test
    void two_nodes_can_prepare_the_same_database_one_after_the_other() {
        RecordDatabase.prepare(owner, DatabaseSettings.defaults());
        var again = RecordDatabase.prepare(owner, DatabaseSettings.defaults());
        try (var pool = again.appPool()) {
            assertThat(ask(pool, "select current_user::text")).isEqualTo("tabellion_app");
            assertThat(ask(pool, "select current_schema::text")).isEqualTo("tabellion");
        }
    }

    @Test
    void the_application_cannot_enter_the_schema_of_the_signer() throws Exception {
        var database = RecordDatabase.prepare(owner, DatabaseSettings.defaults());
        var signers = SignerDatabase.prepare(owner, DatabaseSettings.defaults());
        execute(owner, "create table signer.secret (k int)");
        execute(owner, "grant usage on schema signer to tabellion_signer");
        execute(owner, "grant select on signer.secret to tabellion_signer");
        try (var app = database.appPool();
                var signer = signers.signerPool()) {
            assertThat(ask(signer, "select count(*)::text from secret")).isEqualTo("0");
            assertThatThrownBy(() -> ask(app, "select count(*)::text from signer.secret"))
                    .rootCause()
                    .hasMessageContaining("permission denied for schema signer");
        }
    }

    @Test
    void the_application_owns_nothing_and_can_make_nothing() {
        var database = RecordDatabase.prepare(owner, DatabaseSettings.defaults());
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
        assertThatThrownBy(() -> RecordDatabase.prepare(humble, settings("absent_app")))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("absent_app")
                .hasMessageContaining("create role absent_app login password")
                .hasMessageContaining("alter role humble_");
    }

    @Test
    void roles_that_an_administrator_made_are_used_as_they_are() throws Exception {
        var humble = humbleOwner();
        execute(Backing.superuser(), "create role made_app login password 'given'");
        execute(Backing.superuser(), "create role made_log login password 'given'");
        execute(Backing.superuser(), "create role made_signer login password 'given'");
        var settings =
                new DatabaseSettings(
                        null,
                        null,
                        null,
                        "made_app",
                        "given",
                        4,
                        "made_log",
                        "given",
                        "made_signer",
                        "given",
                        2);
        try (var pool = RecordDatabase.prepare(humble, settings).appPool()) {
            assertThat(ask(pool, "select current_user::text")).isEqualTo("made_app");
        }
    }

    @Test
    void a_session_that_was_cut_off_is_replaced() throws Exception {
        try (var pool = RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool()) {
            assertThat(ask(pool, "select 1::text")).isEqualTo("1");
            execute(
                    Backing.superuser(),
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename ="
                            + " 'tabellion_app'");
            pool.getHikariPoolMXBean().softEvictConnections();
            assertThat(ask(pool, "select 1::text")).isEqualTo("1");
        }
    }

    @Test
    void each_side_prepares_its_own_schema_and_nothing_of_the_other() {
        var another = Backing.freshDatabase();
        RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool().close();
        SignerDatabase.prepare(another, DatabaseSettings.defaults()).signerPool().close();

        assertThat(schemas(owner)).contains("tabellion").doesNotContain("signer");
        assertThat(schemas(another)).contains("signer").doesNotContain("tabellion");
    }

    @Test
    void keys_from_before_the_signer_had_a_history_of_its_own_stay() throws Exception {
        var settings = DatabaseSettings.defaults();
        DatabaseRoles.ensure(owner, settings.appUsername(), settings.appPassword());
        DatabaseRoles.ensure(owner, settings.signerUsername(), settings.signerPassword());
        asOneHistory();
        execute(
                owner,
                "insert into signer.managed_key (material, key_id, key_type, public_key,"
                        + " private_key, gun, life, role)"
                        + " values (sha256(''), 'k', 'ecdsa', '', '', 'example.com/a', 1, 'timestamp')");

        execute(
                owner,
                "insert into signer.key_encryption_check (salt, code)"
                        + " values (sha256('a'), sha256('b'))");

        RecordDatabase.prepare(owner, settings);
        SignerDatabase.prepare(owner, settings);
        SignerDatabase.prepare(owner, settings);

        assertThat(ask(sessions(owner), "select count(*)::text from signer.schema_version"))
                .isNotEqualTo("0");
        assertThat(ask(sessions(owner), "select count(*)::text from signer.managed_key"))
                .isEqualTo("1");
    }

    /** As the first version of this program left a database. */
    private void asOneHistory() {
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration", "classpath:db/signer")
                .schemas("tabellion", "signer")
                .defaultSchema("tabellion")
                .table("schema_version")
                .placeholders(
                        Map.of("app_role", "tabellion_app", "signer_role", "tabellion_signer"))
                .outOfOrder(true)
                .target("200")
                .load()
                .migrate();
    }

    private static DataSource sessions(DatabaseOwner as) {
        return new DriverManagerDataSource(as.url(), as.user(), as.password());
    }

    private static List<String> schemas(DatabaseOwner of) {
        return new JdbcTemplate(sessions(of))
                .queryForList("select nspname::text from pg_namespace", String.class);
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
        return new DatabaseSettings(
                null, null, null, app, null, 4, "tabellion_log", null, "tabellion_signer", null, 2);
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
