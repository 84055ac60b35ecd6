package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.OwnJava;
import dev.tabellion.e2e.server.KeyToken;
import dev.tabellion.e2e.server.Raises;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.signer.vault.pkcs11.SoftHsm;
import java.io.IOException;
import java.security.KeyStore;
import java.security.Security;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token that is pulled out and put back, and then loses its keys to somebody with its PIN. */
@Raises("KEY_DELETED")
class DeletedTokenKeyIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Folder folder = Folder.make();
    private final KeyToken token = KeyToken.under(folder.path());
    private final RunningTabellion server =
            RunningTabellion.start(folder.path(), List.of(), environment());
    private final Scene scene = new Scene(server.endpoint());

    @AfterEach
    void all_ends() {
        scene.close();
        server.close();
        folder.close();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(token.environmentOfServer("*"));
        environment.put("TABELLION_SIGNER_KEYINSPECTION", "1s");
        return environment;
    }

    @Test
    void keys_are_missed_when_they_are_gone_and_not_while_their_token_is_away() throws Exception {
        NotaryClient publisher = scene.person("publisher");
        publisher.init().succeeds();
        publisher.add("v1", "one", "-p").succeeds();

        token.hsm().pull();
        publisher.add("v2", "two", "-p").failsSaying("503");
        Deadline.await(LIMIT, this::cannotMakeSure, server::lastWords);
        token.hsm().plug();
        Deadline.await(LIMIT, () -> publisher.publish().exit() == 0, server::lastWords);
        assertThat(missed()).isEqualTo(0);

        deleteAllKeys();
        Deadline.await(LIMIT, () -> missed() == 1, server::lastWords);
        publisher.rotate("timestamp", "-r").succeeds();
        publisher.add("v3", "three", "-p").succeeds();
        assertThat(scene.person("reader").names()).containsExactly("v1", "v2", "v3");
        assertThat(missed()).isEqualTo(1);
    }

    private boolean cannotMakeSure() {
        String health = scene.wire().get("/_notary_server/health").text();
        return health.contains("Key inspection operational") && health.contains("make sure");
    }

    private long missed() {
        return scene.wire()
                .get("/api/findings?rule=KEY_DELETED")
                .is(200)
                .json()
                .get("findings")
                .size();
    }

    private void deleteAllKeys() throws IOException, InterruptedException {
        var thief = new ProcessBuilder(OwnJava.command(Thief.class)).inheritIO();
        thief.environment().putAll(token.environment());
        assertThat(thief.start().waitFor()).isZero();
    }

    /** Another process, by somebody who has the PIN. */
    static final class Thief {
        private Thief() {}

        public static void main(String... none) throws Exception {
            var provider =
                    Security.getProvider("SunPKCS11")
                            .configure(
                                    "--name = thief\nlibrary = %s\nslotListIndex = 0\n"
                                            .formatted(SoftHsm.library()));
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, SoftHsm.PIN.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                store.deleteEntry(alias);
            }
        }
    }
}
