package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.OnServer;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.token.Access;
import dev.tabellion.e2e.token.GuardedServer;
import dev.tabellion.e2e.token.TokenServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two operators at their terminals have the record forget a third person. */
@ExtendWith(GuardedServer.class)
@OnServer("tabellion")
class RedactCommandIT {
    private final Scene scene;
    private final TokenServer tokens;
    @TempDir private Path folder;

    RedactCommandIT(Scene scene, TokenServer tokens) {
        this.scene = scene;
        this.tokens = tokens;
    }

    @Test
    void one_asks_and_another_one_confirms() {
        String carol = "carol-" + scene.gun().hashCode();
        var push = tokens.claims(carol, List.of(Access.to(scene.gun(), "push", "pull")));
        scene.wire().bearing(tokens.signer().sign(push)).tuf(scene.gun(), "timestamp.key").is(200);

        var asked = redact("alice", "ask", "--subject", carol, "--reason", "case 17").succeeds();
        String id = asked.out().lines().findFirst().orElseThrow();
        assertThat(asked.out()).contains("redact confirm " + id);
        assertThat(redact("bob", "list").succeeds().out()).contains(id, carol, "alice", "case 17");

        assertThat(redact("alice", "confirm", id))
                .satisfies(
                        refused -> {
                            assertThat(refused.exit()).isEqualTo(1);
                            assertThat(refused.err()).contains("somebody else", "403");
                        });
        assertThat(redact("bob", "confirm", id).succeeds().out()).contains("Forgotten: 1 ");
        assertThat(redact("bob", "confirm", id).exit()).isEqualTo(1);
        assertThat(redact("bob", "list").succeeds().out()).doesNotContain(carol);
    }

    @Test
    void what_is_withdrawn_waits_no_more() {
        var asked = redact("alice", "ask", "--address", "192.0.2.77", "--reason", "x").succeeds();
        String id = asked.out().lines().findFirst().orElseThrow();
        redact("bob", "withdraw", id).succeeds();
        assertThat(redact("bob", "confirm", id).exit()).isEqualTo(1);
    }

    @Test
    void mistakes_and_absences_have_codes_of_their_own() {
        assertThat(redact("alice", "ask", "--reason", "x").exit()).isEqualTo(2);
        assertThat(redact("alice", "confirm", "nonsense").exit()).isEqualTo(2);
        assertThat(
                        run(Map.of(), List.of("redact", "list", "--server", "http://localhost:1"))
                                .exit())
                .isEqualTo(3);
        assertThat(run(Map.of(), at("list")))
                .satisfies(
                        refused -> {
                            assertThat(refused.exit()).isEqualTo(1);
                            assertThat(refused.err()).contains("TABELLION_TOKEN");
                        });
    }

    private Outcome redact(String operator, String... words) {
        var operate = new Access("tabellion", "api", List.of("operator"));
        String token = tokens.signer().sign(tokens.claims(operator, List.of(operate)));
        return run(Map.of("TABELLION_TOKEN", token), at(words));
    }

    private List<String> at(String... words) {
        List<String> all = new ArrayList<>(List.of("redact"));
        all.addAll(List.of(words));
        all.addAll(
                List.of(
                        "--server",
                        scene.endpoint().url().toString(),
                        "--ca",
                        scene.endpoint().caFile().toString()));
        return all;
    }

    private Outcome run(Map<String, String> environment, List<String> words) {
        return CommandLine.run(folder, environment, words);
    }
}
