package dev.tabellion.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a rehearsal's servers are given of where they are started. */
class RehearseCommandTest {
    @Test
    void no_scratch_server_is_told_of_the_installation() {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "TABELLION_DATABASE_URL", "jdbc:postgresql://db/tabellion",
                                "tabellion_kafka_bootstrap", "kafka:9092",
                                "SPRING_CONFIG_IMPORT", "configtree:/run/secrets/",
                                "SERVER_PORT", "443",
                                "JAVA_TOOL_OPTIONS", "-Dtabellion.database.url=jdbc:postgresql:x",
                                "PGHOST", "db",
                                "PATH", "/usr/bin"));
        RehearseCommand.forget(environment);
        assertThat(environment).containsOnlyKeys("PATH");
    }

    @Test
    void servers_are_started_as_the_program_is_but_for_what_only_one_process_can_have() {
        assertThat(
                        RehearseCommand.handedOn(
                                List.of(
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-XX:AOTCache=/opt/tabellion/tabellion.aot",
                                        "-XX:+UseCompactObjectHeaders",
                                        "-XX:+UseZGC",
                                        "-Xmx8g",
                                        "-Djava.io.tmpdir=/scratch",
                                        "-Dtabellion.database.url=jdbc:postgresql://db/tabellion",
                                        "-Dcom.sun.management.jmxremote.port=9010",
                                        "-agentlib:jdwp=transport=dt_socket,address=5005")))
                .containsExactly(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:AOTCache=/opt/tabellion/tabellion.aot",
                        "-XX:+UseCompactObjectHeaders",
                        "-Djava.io.tmpdir=/scratch");
    }
}
