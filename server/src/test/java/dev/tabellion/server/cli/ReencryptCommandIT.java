package dev.tabellion.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Another key-encryption key, as docs/operating.md tells it, while the signer goes on. */
class ReencryptCommandIT {
    private final Folder folder = Folder.make();
    private final Path fresh = folder.path().resolve("new-kek");

    @Test
    void keys_are_encrypted_anew_beside_the_signer_that_uses_them() throws IOException {
        Files.writeString(fresh, "7".repeat(64));
        try (var server = ConfiguredServer.start(folder, Map.of(), List.of());
                var scene = new Scene(server.running().endpoint())) {
            var old = server.data().resolve("secrets/key-encryption-key");
            var publisher = scene.person("publisher");
            publisher.init().succeeds();
            publisher.add("v1", "one", "-p").succeeds();

            reencrypt(server, "beside number 1");
            goesOn(scene, publisher, "v2");

            server.running().terminate();
            server.restartWith(
                    List.of("tabellion.kek-file=" + fresh, "tabellion.previous-kek-file=" + old));
            goesOn(scene, publisher, "v3");

            reencrypt(server, "key 1 is retired", "--drop-old");
            goesOn(scene, publisher, "v4");

            server.running().terminate();
            server.configure(List.of("tabellion.kek-file=" + old));
            server.refusedStart().failsSaying("was retired");
            server.restartWith(List.of("tabellion.kek-file=" + fresh));
            goesOn(scene, publisher, "v5");
            assertThat(scene.person("consumer").names())
                    .containsExactly("v1", "v2", "v3", "v4", "v5");
        }
    }

    /** With a key from before, and one made now. */
    private static void goesOn(Scene scene, NotaryClient publisher, String target) {
        publisher.add(target, target, "-p").succeeds();
        scene.wire().tuf(scene.freshGun(), "timestamp.key").is(200);
    }

    private void reencrypt(ConfiguredServer server, String told, String... how) {
        var words =
                Stream.concat(
                        Stream.of("signer", "reencrypt", "--new-kek-file", fresh.toString()),
                        Stream.of(how));
        assertThat(server.command(words.toArray(String[]::new)).succeeds().out()).contains(told);
    }
}
