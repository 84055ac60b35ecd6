package dev.tabellion.hostile.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.database.SignerDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the logins of a server's database reach of a signer's: nothing, be it the same database. */
@ExtendWith(SharedSigner.class)
class ServersDatabaseIT {
    private static final String NOT_ALLOWED = "42501";

    private final AttackedSigner signer;

    ServersDatabaseIT(AttackedSigner signer) {
        this.signer = signer;
    }

    @Test
    void the_servers_logins_do_not_open_the_signers_own_database() throws IOException {
        Path postgres = signer.data().resolve("postgres");
        String port = Files.readString(postgres.resolve("port")).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/tabellion";
        DatabaseOwner servers = Backing.freshDatabase();
        for (String name : List.of("tabellion_app", "tabellion_owner", "tabellion_signer")) {
            String password =
                    name.equals(servers.user()) ? servers.password() : servers.passwordOf(name);
            assertThatThrownBy(() -> new DatabaseOwner(url, name, password).connect().close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void where_both_share_a_database_the_servers_role_reaches_no_table_of_the_signers() {
        DatabaseOwner owner = Backing.freshDatabase();
        var record = RecordDatabase.prepare(owner, DatabaseSettings.defaults());
        SignerDatabase.prepare(owner, DatabaseSettings.defaults());
        List<String> tables =
                new JdbcTemplate(
                                new DriverManagerDataSource(
                                        owner.url(), owner.user(), owner.password()))
                        .queryForList(
                                "select format('%I.%I', schemaname, tablename)"
                                        + " from pg_tables where schemaname = 'signer'",
                                String.class);
        assertThat(tables).contains("signer.journal", "signer.managed_key");
        try (HikariDataSource app = record.appPool()) {
            for (String table : tables) {
                for (String attempt :
                        List.of(
                                "select * from " + table,
                                "insert into " + table + " default values",
                                "delete from " + table,
                                "truncate " + table,
                                "alter table " + table + " disable trigger all",
                                "drop table " + table,
                                "grant all on " + table + " to tabellion_app")) {
                    denied(app, attempt);
                }
            }
            denied(app, "set role tabellion_signer");
            denied(app, "grant tabellion_signer to tabellion_app");
            denied(app, "alter role tabellion_signer password 'mine'");
            denied(app, "create table signer.mine (k int)");
            denied(app, "drop schema signer cascade");
            denied(app, "select signer.refuse_rewriting()");
        }
    }

    private static void denied(HikariDataSource as, String attempt) {
        assertThatThrownBy(() -> new JdbcTemplate(as).execute(attempt))
                .as(attempt)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(attempt).isEqualTo(NOT_ALLOWED));
    }
}
