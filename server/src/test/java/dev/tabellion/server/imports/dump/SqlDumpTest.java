package dev.tabellion.server.imports.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlDumpTest {
    private static final String TABLE =
            """
            CREATE TABLE public.t (
                id integer NOT NULL,
                name character varying(255),
                price numeric(8,2) DEFAULT 1,
                data bytea,
                at timestamp
            );
            """;
    private static final String MYSQL_TABLE =
            """
            /*!40101 SET character_set_client = utf8 */;
            CREATE TABLE `t` (
              `id` int(11) NOT NULL COMMENT 'a,b)',
              `key` varchar(9) DEFAULT ';',
              `data` longblob,
              PRIMARY KEY (`id`),
              UNIQUE KEY `gun` (`key`,`id`)
            ) ENGINE=InnoDB;
            """;

    @TempDir private Path place;

    @Test
    void a_copy_is_read_with_its_escapes() {
        List<DumpRow> rows =
                read(
                        """
                        COPY public.u ("we""ird", "x") FROM stdin;
                        \\\\.\tb
                        \\.
                        COPY public.t (id, name, data, at) FROM stdin;
                        1\ta\\\\b'c\\n\\t--;\t\\\\x00ff5c\t2026-01-02 03:04:05.5+05:30
                        2\t\\N\t\\\\012\\\\\\\\{}'\t2026-01-02 03:04:05
                        \\.
                        """);
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().text("name")).isEqualTo("a\\b'c\n\t--;");
        assertThat(rows.getFirst().bytes("data")).isEqualTo(Bytes.hex("00ff5c"));
        assertThat(rows.getFirst().timeIfThere("at"))
                .isEqualTo(Instant.parse("2026-01-01T21:34:05.5Z"));
        assertThat(rows.get(1).isNull("name")).isTrue();
        assertThat(rows.get(1).bytes("data")).isEqualTo(Bytes.utf8("\n\\{}'"));
        assertThat(rows.get(1).timeIfThere("at")).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void inserts_of_postgresql_are_read_with_the_columns_of_the_schema_or_their_own() {
        List<DumpRow> rows =
                read(
                        "SET standard_conforming_strings = on;\n"
                                + "CREATE FUNCTION f() RETURNS text AS $x$ select ';''`' $x$;\n"
                                + TABLE
                                + "INSERT INTO public.t VALUES\n\t(1, 'a\\b''c;', 1.5, '\\x00ff',"
                                + " NULL),\n\t(-2, E'a\\\\b\\'', NULL, NULL, NULL);\n"
                                + "INSERT INTO public.t (name, id) OVERRIDING SYSTEM VALUE VALUES"
                                + " ('z', 3) ON CONFLICT DO NOTHING;\n");
        assertThat(rows).extracting(row -> row.number("id")).containsExactly(1L, -2L, 3L);
        assertThat(rows)
                .extracting(row -> row.text("name"))
                .containsExactly("a\\b'c;", "a\\b'", "z");
        assertThat(rows.getFirst().bytes("data")).isEqualTo(Bytes.hex("00ff"));
    }

    @Test
    void inserts_of_mysql_are_read_as_bytes() {
        List<DumpRow> rows =
                read(
                        MYSQL_TABLE
                                + "LOCK TABLES `t` WRITE;\n# a remark's\n"
                                + "INSERT INTO `t` VALUES\n(1,'a\\'b\\\\;''',_binary"
                                + " '\\0\\Z\\\"\\n\u00ff)'),(2,NULL,0x00FF),(3,'','');\n"
                                + "DELIMITER ;;\nINSERT INTO `t` VALUES (9,9,9) ;;\nDELIMITER ;\n"
                                + "REPLACE INTO `u` VALUES (1,'(');\n");
        assertThat(rows).extracting(row -> row.number("id")).containsExactly(1L, 2L, 3L);
        assertThat(rows.getFirst().text("key")).isEqualTo("a'b\\;'");
        assertThat(rows)
                .extracting(row -> row.bytes("data"))
                .containsExactly(
                        Bytes.hex("001a220aff29"), Bytes.hex("00ff"), Bytes.of(new byte[0]));
    }

    @Test
    void long_values_are_read_again_from_their_place() {
        String document = "{'\\\\\u00e9\n}".repeat(50_000);
        String written = document.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n");
        String text = MYSQL_TABLE + "INSERT INTO `t` VALUES (1,'k',_binary '" + written + "');\n";
        try (SqlDump dump = open(text)) {
            List<Literal> found = new ArrayList<>();
            dump.read(Map.of("t", row -> found.add(row.literal("data").unheld())));
            assertThat(dump.bytes("data", found.getFirst()))
                    .isEqualTo(Bytes.of(document.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    void a_table_without_rows_is_there() {
        try (SqlDump dump = open(TABLE)) {
            assertThat(dump.read(Map.of("t", _ -> {}, "u", _ -> {}))).isEqualTo(Set.of("t"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- MySQL dump 10.19  Distrib 10.11\n",
                "-- MariaDB dump 10.19-11.4\n-- PostgreSQL database dump complete of another\n",
                "--\n-- PostgreSQL database dump\n--\n",
            })
    void a_dump_that_does_not_say_that_it_is_whole_is_none(String beginning) {
        assertThatThrownBy(() -> read(beginning + TABLE))
                .isInstanceOf(DumpUnreadable.class)
                .hasMessageContaining("to its end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    COPY public.t (id, name) FROM stdin;~1<TAB>a~2                | line 3, table t: it ends inside the rows
                    COPY public.t (id, name) FROM stdin;~1<TAB>a~2~\\.~           | line 3, table t: the row has 1 values for 2 columns
                    INSERT INTO public.t VALUES (1,2);                            | line 1, table t: nothing names its columns
                    INSERT INTO public.t (id) VALUES~ (1), (2                     | line 2, table t: ')' is missing
                    INSERT INTO public.t (id) VALUES (1), ('2);~                  | line 1, table t: a string begins here
                    INSERT INTO public.t (id) VALUES (now());~                    | line 1, table t
                    INSERT INTO public.t (id) SELECT 1;~                          | line 1, table t
                    CREATE TABLE public.t (id int);~CREATE TABLE other.t (id int);| line 2, table t: a second table
                    /* never ends                                                 | line 1: it ends inside a comment
                    COPY public.t (id) FROM stdin;~x~\\.~                         | line 2, table t: the column id holds no whole number
                    COPY public.t (name) FROM stdin;~x~\\.~                       | line 2, table t: the table has no column id
                    SELECT 1                                                      | line 1: it ends inside a statement
                    """)
    void what_no_program_wrote_is_refused_with_its_place(String text, String problem) {
        String dump = text.replace('~', '\n').replace("<TAB>", "\t");
        assertThatThrownBy(() -> read(dump).forEach(row -> row.number("id")))
                .isInstanceOf(DumpUnreadable.class)
                .hasMessageContaining(file() + ", " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PGDMP\u0001", "\u001f\u008b\b", "\u00ff\u00fe-\u0000"})
    void another_format_is_named(String text) {
        assertThatThrownBy(() -> open(text)).isInstanceOf(DumpUnreadable.class);
    }

    @Test
    void bytes_that_are_none_are_refused_with_their_place() {
        List<DumpRow> rows =
                read("COPY t (id, data) FROM stdin;\n1\t\\\\x0\n2\t\\\\9\n3\ta\\\\\n\\.\n");
        assertThat(rows).hasSize(3);
        for (DumpRow row : rows) {
            assertThatThrownBy(() -> row.bytes("data"))
                    .hasMessageContaining("table t: the column data holds no bytes");
        }
    }

    private List<DumpRow> read(String text) {
        List<DumpRow> rows = new ArrayList<>();
        try (SqlDump dump = open(text)) {
            dump.read(Map.of("t", rows::add));
        }
        return rows;
    }

    private SqlDump open(String text) {
        try {
            Files.writeString(file(), text, StandardCharsets.ISO_8859_1);
            return SqlDump.open(file());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path file() {
        return place.resolve("dump.sql");
    }
}
