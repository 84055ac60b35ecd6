package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A signer that is not there yet, goes, and comes back, while its server goes on. */
class LostSignerIT {
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private final Folder folder = Folder.make();
    private final int signerPort = FreePort.pick();
    private final RunningTabellion server = serverWithoutSigner();
    private final Scene scene = new Scene(server.endpoint());

    private RunningTabellion serverWithoutSigner() {
        return RunningTabellion.startUnwell(
                folder.path(), RunningSigner.optionsOfServer(folder.path(), signerPort));
    }

    @AfterEach
    void the_server_ends() {
        scene.close();
        server.close();
        folder.close();
    }

    @Test
    void the_server_starts_first_serves_and_publishes_whenever_its_signer_is_there() {
        var publisher = scene.person("publisher");
        assertThat(health()).contains("Trust operational", "localhost:" + signerPort);
        publisher.init().failsSaying("503");

        try (var signer =
                RunningSigner.start(
                        folder.path(), signerPort, List.of("--reader", RunningSigner.ASKER))) {
            awaitWell();
            publisher.init().succeeds();
            publisher.add("v1", "one", "-p").succeeds();

            signer.kill();
            assertThat(scene.wire().tuf(scene.gun(), "timestamp.json").status()).isEqualTo(200);
            publisher.add("v2", "two", "-p").failsSaying("503");
            assertThat(scene.person("consumer").names()).containsExactly("v1");

            signer.restart();
            awaitWell();
            publisher.publish().succeeds();

            new OwnPostmaster(signer.data()).kill();
            publisher.add("v3", "three").succeeds();
            Deadline.await(RECOVERY, () -> publisher.publish().exit() == 0, this::health);
        }
        var data = folder.path().resolve("data-signer").toString();
        assertThat(RunningSigner.said("signer", "keys", "--data", data)).contains(scene.gun());
        assertThat(RunningSigner.said("signer", "verify-journal", "--data", data))
                .contains("entries");
        assertThat(scene.person("other").names()).containsExactly("v1", "v2", "v3");
    }

    private String health() {
        return scene.wire().get("/_notary_server/health").text();
    }

    private void awaitWell() {
        Deadline.await(RECOVERY, () -> health().equals("{}"), this::health);
    }
}
