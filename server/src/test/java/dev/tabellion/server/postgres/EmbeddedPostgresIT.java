package dev.tabellion.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.e2e.process.OwnJava;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.start.StartupRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL as it is, killed in every way a machine kills. */
class EmbeddedPostgresIT {

    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final int ENOUGH_ROWS = 50;

    @TempDir private static Path template;

    @TempDir private Path directory;

    @BeforeAll
    static void initialise_once() throws Exception {
        try (var data = DataDirectory.open(template)) {
            EmbeddedPostgres.start(data, PostgresSettings.defaults()).close();
        }
    }

    @Test
    void it_is_durable_private_and_asks_for_a_password() throws Exception {
        try (var data = DataDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
            var owner = postgres.owner();
            assertThat(query(owner, "show fsync")).isEqualTo("on");
            assertThat(query(owner, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(owner, "show full_page_writes")).isEqualTo("on");
            assertThat(query(owner, "show data_checksums")).isEqualTo("on");
            assertThat(query(owner, "select current_setting('is_superuser')")).isEqualTo("off");
            assertThat(query(postgres.superuser(), "show unix_socket_directories")).isEqualTo(".");
            assertThat(query(postgres.superuser(), "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(permissions(data.secret("postgres-password").path())).isEqualTo("rw-------");
            assertThat(permissions(directory.resolve("postgres"))).isEqualTo("rwx------");

            var stranger = new DatabaseOwner(postgres.superuser().url(), "postgres", "guessed");
            assertThatThrownBy(stranger::connect).hasMessageContaining("password authentication");
        }
    }

    @Test
    void data_and_port_survive_a_restart() throws Exception {
        copyOfTemplate();
        String url;
        try (var data = DataDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
            url = postgres.owner().url();
            execute(postgres.owner(), "create table kept as select 42 as answer");
        }
        try (var data = DataDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
            assertThat(postgres.owner().url()).isEqualTo(url);
            assertThat(query(postgres.owner(), "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_postmaster_that_outlived_its_program_is_taken_over_with_every_acknowledged_row()
            throws Exception {
        copyOfTemplate();
        var child = child();
        var told = readRows(child);
        child.destroyForcibly().waitFor();

        try (var data = DataDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
            assertThat(postgres.pid()).isEqualTo(told.postmaster);
            assertThat(rows(postgres)).isGreaterThan(told.lastRow);
        }
        await(() -> ProcessHandle.of(told.postmaster).isEmpty());
    }

    @Test
    void program_and_postmaster_killed_together_lose_no_acknowledged_row() throws Exception {
        copyOfTemplate();
        var child = child();
        var told = readRows(child);
        ProcessHandle.of(told.postmaster).ifPresent(ProcessHandle::destroyForcibly);
        child.destroyForcibly().waitFor();

        try (var data = DataDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
            assertThat(postgres.pid()).isNotEqualTo(told.postmaster);
            assertThat(rows(postgres)).isGreaterThan(told.lastRow);
        }
    }

    @Test
    void a_terminated_program_stops_its_postmaster() throws Exception {
        var child = child();
        var told = readRows(child);
        child.destroy();
        assertThat(child.waitFor(RECOVERY.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessHandle.of(told.postmaster)).isEmpty();
        assertThat(directory.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_killed_postmaster_is_started_again_on_the_same_port() throws Exception {
        copyOfTemplate();
        try (var data = DataDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
            var owner = postgres.owner();
            execute(owner, "create table kept as select 42 as answer");
            var first = postgres.pid();
            ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);

            await(() -> postgres.pid() != first);
            assertThat(query(owner, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_survivor_with_other_settings_is_replaced() throws Exception {
        copyOfTemplate();
        var child = child();
        var told = readRows(child);
        child.destroyForcibly().waitFor();

        try (var data = DataDirectory.open(directory);
                var postgres = EmbeddedPostgres.start(data, new PostgresSettings(0, 64, 50))) {
            assertThat(postgres.pid()).isNotEqualTo(told.postmaster);
            assertThat(query(postgres.owner(), "show shared_buffers")).isEqualTo("64MB");
            assertThat(rows(postgres)).isGreaterThan(told.lastRow);
        }
    }

    @Test
    void a_pid_file_whose_number_belongs_to_another_program_now_is_no_rival() throws Exception {
        copyOfTemplate();
        try (var data = DataDirectory.open(directory)) {
            EmbeddedPostgres.start(data, PostgresSettings.defaults()).close();
            var pidFile = directory.resolve("postgres/cluster/postmaster.pid");
            var stranger = ProcessHandle.current().pid();
            Files.writeString(
                    pidFile,
                    stranger
                            + "\n"
                            + pidFile.getParent()
                            + "\n1\n15999\n.\n127.0.0.1\n1 1\nready\n");
            try (var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
                assertThat(query(postgres.owner(), "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void an_interrupted_initialisation_is_begun_again() throws Exception {
        try (var data = DataDirectory.open(directory)) {
            Files.createDirectories(data.directory("postgres").resolve("cluster.new/base"));
            try (var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
                assertThat(query(postgres.owner(), "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void data_of_another_major_version_are_refused_untouched() throws Exception {
        var cluster = Files.createDirectories(directory.resolve("postgres/cluster"));
        Files.writeString(cluster.resolve("PG_VERSION"), "16\n");
        refusesToStart("was written by PostgreSQL 16");
        assertThat(cluster.resolve("PG_VERSION")).hasContent("16");
    }

    @Test
    void data_without_their_password_are_refused() throws Exception {
        var cluster = Files.createDirectories(directory.resolve("postgres/cluster"));
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");
        refusesToStart("postgres-password is missing");
    }

    @Test
    void a_directory_that_is_no_database_is_refused() throws Exception {
        Files.createDirectories(directory.resolve("postgres/cluster"));
        refusesToStart("holds no PostgreSQL database");
    }

    private void refusesToStart(String why) throws IOException {
        try (var data = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, PostgresSettings.defaults()))
                    .isInstanceOf(StartupRefused.class)
                    .hasMessageContaining(why);
        }
    }

    /** Unpacking and initdb take seconds, and only some of these tests are about them. */
    private void copyOfTemplate() throws Exception {
        var copy =
                new ProcessBuilder("cp", "-a", template + "/.", directory.toString())
                        .inheritIO()
                        .start();
        assertThat(copy.waitFor()).isZero();
    }

    private record Told(long postmaster, int lastRow) {}

    private Process child() throws IOException {
        return new ProcessBuilder(OwnJava.command(WritingChild.class, directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Told readRows(Process child) throws IOException {
        var postmaster = 0L;
        BufferedReader reader = child.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("pid ")) {
                postmaster = Long.parseLong(line.substring(4));
            } else if (line.equals("row " + ENOUGH_ROWS)) {
                return new Told(postmaster, ENOUGH_ROWS);
            }
        }
        throw new AssertionError("the child ended before it had written enough rows");
    }

    private static int rows(EmbeddedPostgres postgres) throws SQLException {
        return Integer.parseInt(query(postgres.owner(), "select count(*) from written"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String query(DatabaseOwner as, String sql) throws SQLException {
        try (var connection = as.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(DatabaseOwner as, String sql) throws SQLException {
        try (var connection = as.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Another process needs its time; this one looks until the deadline. */
    private static void await(BooleanSupplier reached) throws InterruptedException {
        var deadline = System.nanoTime() + RECOVERY.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
