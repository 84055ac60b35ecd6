package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.pki.OpenSsl;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.Servers;
import dev.tabellion.e2e.server.TokenAuth;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server whose token server is found under the name the client called it by. */
class AutoRedirectIT {

    @Test
    void the_challenge_names_the_host_the_client_asked() {
        try (var folder = Folder.make();
                var server = Servers.start(Optional.of(settings(folder)));
                var wire = new Wire(server.endpoint())) {
            var challenge = wire.get("/v2/").is(401).header("WWW-Authenticate");

            assertThat(challenge)
                    .startsWith("Bearer realm=\"" + server.endpoint().url() + "/auth/token\"");
        }
    }

    private static TokenAuth settings(Folder folder) {
        var signing = new OpenSsl(folder.path()).ecdsaHolder("token-signing");
        var unused = URI.create("https://unused.example.com/token");
        return new TokenAuth(unused, "service", "issuer", signing.certificate(), true);
    }
}
