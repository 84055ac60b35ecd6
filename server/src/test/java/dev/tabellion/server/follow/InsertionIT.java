package dev.tabellion.server.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.projection.rows.Insertion;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

class InsertionIT {
    private static final String COLUMNS =
            "name text, id uuid, small integer, large bigint, yes boolean, raw bytea,"
                    + " at timestamptz";
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-23T09:00:00.123456Z");
    private static final String ID = "7f3c0a52-0000-4000-8000-000000000001";

    private final DatabaseOwner owner = Backing.freshDatabase();
    private final HikariDataSource pool =
            RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);

    @BeforeEach
    void table() throws Exception {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table tabellion.tried (number bigint generated always as identity,"
                            + " name text primary key, id uuid, small integer, large bigint,"
                            + " yes boolean, raw bytea, at timestamptz)");
            statement.execute("grant select, insert on tabellion.tried to public");
        }
    }

    @AfterEach
    void stop() {
        pool.close();
    }

    @Test
    void rows_are_there_as_they_were_given_and_in_their_order() {
        Insertion.into("tabellion.tried", COLUMNS, "")
                .of(
                        List.of(
                                new Object[] {
                                    "it's, {\"a\"}\\",
                                    ID,
                                    -1,
                                    1L << 40,
                                    true,
                                    new byte[] {0, -1},
                                    AT
                                },
                                new Object[] {"NULL", null, null, null, null, null, null},
                                new Object[] {"", ID, 2, 3L, false, new byte[0], AT}),
                        jdbc);

        assertThat(
                        jdbc.query(
                                "select *, encode(raw, 'hex') as hex from tabellion.tried"
                                        + " order by number",
                                (row, _) ->
                                        "%s|%s|%s|%s|%s|%s|%s"
                                                .formatted(
                                                        row.getString("name"),
                                                        row.getString("id"),
                                                        row.getObject("small"),
                                                        row.getObject("large"),
                                                        row.getObject("yes"),
                                                        row.getString("hex"),
                                                        row.getObject("at", OffsetDateTime.class))))
                .containsExactly(
                        "it's, {\"a\"}\\|" + ID + "|-1|1099511627776|true|00ff|" + AT,
                        "NULL|null|null|null|null|null|null",
                        "|" + ID + "|2|3|false||" + AT);
    }

    @ParameterizedTest
    @CsvSource({
        "9999-12-31T23:59:59.999999999Z, 9999-12-31 23:59:59.999999 AD",
        "+10000-01-01T00:00:00Z, 10000-01-01 00:00:00.000000 AD",
        "+10000-01-01T11:59:59.5Z, 10000-01-01 11:59:59.500000 AD",
        "0001-01-01T00:00:00Z, 0001-01-01 00:00:00.000000 AD",
        "0000-12-31T23:59:59.123456789Z, 0001-12-31 23:59:59.123456 BC",
        "-0001-12-31T12:00:00Z, 0002-12-31 12:00:00.000000 BC",
        "-4712-01-01T00:00:00Z, 4713-01-01 00:00:00.000000 BC",
        "-4713-12-31T23:59:59Z, -infinity",
        "+294275-12-31T23:59:59.999Z, infinity",
        "+294275-12-31T23:59:59Z, 294275-12-31 23:59:59.000000 AD",
        "+999999999-12-31T23:59:59Z, infinity"
    })
    void a_moment_of_whatever_year_is_kept(OffsetDateTime at, String kept) {
        Insertion.into("tabellion.tried", "name text, at timestamptz", "")
                .of(List.<Object[]>of(new Object[] {"far", at}), jdbc);

        assertThat(
                        jdbc.queryForObject(
                                "select case when not isfinite(at) then at::text else"
                                        + " to_char(at at time zone 'UTC',"
                                        + " 'YYYY-MM-DD HH24:MI:SS.US AD') end"
                                        + " from tabellion.tried",
                                String.class))
                .isEqualTo(kept);
    }

    @Test
    void a_column_of_nothing_but_nulls_is_no_trouble_and_no_rows_are_no_statement() {
        var insertion = Insertion.into("tabellion.tried", "name text, raw bytea", "");
        insertion.of(List.<Object[]>of(new Object[] {"alone", null}), jdbc);
        insertion.of(List.of(), jdbc);

        assertThat(jdbc.queryForList("select name from tabellion.tried", String.class))
                .containsExactly("alone");
    }

    @Test
    void what_is_there_already_is_treated_as_asked() {
        var row = List.<Object[]>of(new Object[] {"once", 1}, new Object[] {"once", 2});
        Insertion.into("tabellion.tried", "name text, small integer", "on conflict do nothing")
                .of(row, jdbc);

        assertThat(jdbc.queryForObject("select small from tabellion.tried", Integer.class))
                .isEqualTo(1);
        assertThatThrownBy(
                        () ->
                                Insertion.into("tabellion.tried", "name text, small integer", "")
                                        .of(row, jdbc))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void a_type_that_nobody_knows_is_refused() {
        assertThatThrownBy(
                        () ->
                                Insertion.into("tabellion.tried", "name money", "")
                                        .of(List.<Object[]>of(new Object[] {"x"}), jdbc))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("money");
    }
}
