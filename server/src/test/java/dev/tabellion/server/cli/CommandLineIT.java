package dev.tabellion.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.process.OwnJava;
import dev.tabellion.server.Backing;
import dev.tabellion.server.Tabellion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as an operator starts it, in a process of its own. */
class CommandLineIT {

    private static final int PATIENCE_SECONDS = 120;

    @TempDir private Path directory;

    @Test
    void a_port_in_use_is_one_paragraph_without_a_stack_trace() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var owner = Backing.freshDatabase();
            var told =
                    run(
                            "serve",
                            "--port=" + taken.getLocalPort(),
                            "--data=" + directory,
                            "--database=%s?user=%s&password=%s"
                                    .formatted(owner.url(), owner.user(), owner.password()));
            told.isOneParagraphAbout("Port " + taken.getLocalPort() + " is in use");
            assertThat(told.exitCode).isEqualTo(1);
        }
    }

    @Test
    void a_database_that_does_not_let_us_in_is_one_paragraph_and_nothing_else() throws Exception {
        var owner = Backing.freshDatabase();
        var told =
                run(
                        "serve",
                        "--port=0",
                        "--data=" + directory,
                        "--database=%s?user=%s&password=wrong"
                                .formatted(owner.url(), owner.user()));
        told.isOneParagraphAbout("does not let tabellion_owner in");
        assertThat(told.output).doesNotContain("Exception", "ERROR");
        assertThat(told.exitCode).isEqualTo(1);
    }

    @Test
    void a_bind_beyond_loopback_without_authentication_is_refused() throws Exception {
        var told = run("serve", "--port=0", "--bind=0.0.0.0", "--data=" + directory);
        told.isOneParagraphAbout("Without authentication");
        assertThat(told.exitCode).isEqualTo(1);
    }

    @Test
    void a_setting_that_makes_no_sense_is_named() throws Exception {
        var config = Files.writeString(directory.resolve("t.properties"), "tabellion.port=70000");
        var told = run("serve", "--config=" + config, "--data=" + directory);
        told.isOneParagraphAbout("tabellion.port");
        assertThat(told.exitCode).isEqualTo(1);
    }

    @Test
    void a_rebuild_reads_the_same_configuration() throws Exception {
        var owner = Backing.freshDatabase();
        var config =
                Files.writeString(
                        directory.resolve("t.properties"),
                        """
                        tabellion.database.url=%s
                        tabellion.database.username=%s
                        tabellion.database.password=%s
                        """
                                .formatted(owner.url(), owner.user(), owner.password()));
        var told = run("rebuild", "--config=" + config, "--data=" + directory);
        assertThat(told.error).isEmpty();
        assertThat(told.output)
                .contains("Rebuilt what is current from 0 events.")
                .contains("Rebuilt the audit trail from 0 entries.");
        assertThat(told.exitCode).isZero();
    }

    @Test
    void a_rebuild_that_is_not_let_in_says_so_in_one_paragraph() throws Exception {
        var owner = Backing.freshDatabase();
        var told =
                run(
                        "rebuild",
                        "--data=" + directory,
                        "--database=%s?user=%s&password=wrong"
                                .formatted(owner.url(), owner.user()));
        told.isOneParagraphAbout("does not let tabellion_owner in");
        assertThat(told.exitCode).isEqualTo(1);
    }

    @Test
    void a_mistyped_option_is_one_line_and_exit_code_2() throws Exception {
        var told = run("serve", "--prot=1");
        told.isOneParagraphAbout("tabellion serve --help");
        assertThat(told.exitCode).isEqualTo(2);
    }

    @Test
    void help_and_version_answer_at_once() throws Exception {
        assertThat(run("--help").output).contains("Examples:", "tabellion serve --port 8443");
        assertThat(run("serve", "--help").output).contains("--tls-cert", "--database", "--config");
        assertThat(run("rebuild", "--help").output).contains("--data", "--database", "--config");
        assertThat(run("redact", "--help").output).contains("Examples:", "redact confirm");
        assertThat(run("redact", "ask", "--help").output).contains("--subject", "--address");
        assertThat(run("--version").output).startsWith("tabellion ");
    }

    private record Told(int exitCode, String output, String error) {

        void isOneParagraphAbout(String subject) {
            assertThat(error.strip()).contains(subject).doesNotContain("\n", "\tat ");
        }
    }

    private Told run(String... arguments) throws IOException, InterruptedException {
        var out = directory.resolve("out.txt");
        var err = directory.resolve("err.txt");
        var process =
                new ProcessBuilder(OwnJava.command(Tabellion.class, arguments))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Told(
                process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
}
