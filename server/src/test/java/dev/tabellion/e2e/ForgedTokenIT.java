package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.token.Access;
import dev.tabellion.e2e.token.Claims;
import dev.tabellion.e2e.token.GuardedServer;
import dev.tabellion.e2e.token.KeyReference;
import dev.tabellion.e2e.token.TokenServer;
import dev.tabellion.e2e.token.TokenSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens that claim enough and must open nothing: each is 401, never another status. */
@ExtendWith(GuardedServer.class)
class ForgedTokenIT {

    private final Scene scene;
    private final TokenServer tokens;

    ForgedTokenIT(Scene scene, TokenServer tokens) {
        this.scene = scene;
        this.tokens = tokens;
    }

    @Test
    void an_honest_token_finds_that_nothing_is_there() {
        assertThat(statusWith(tokens.signer().sign(honest()))).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void a_strangers_signature_is_refused(KeyReference way) {
        Certified stranger = scene.openSsl().ecdsaHolder("stranger");

        assertThat(statusWith(new TokenSigner(stranger, way).sign(honest()))).isEqualTo(401);
    }

    @Test
    void a_changed_token_is_refused() {
        var token = tokens.signer().sign(honest());
        var other = tokens.signer().sign(claims("mallory", honest().expires()));
        var parts = token.split("\\.", -1);
        var otherParts = other.split("\\.", -1);

        assertThat(statusWith(parts[0] + "." + otherParts[1] + "." + parts[2])).isEqualTo(401);
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        var parts = tokens.signer().sign(honest()).split("\\.", -1);
        // {"alg":"none","typ":"JWT"}
        var none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";

        assertThat(statusWith(none + "." + parts[1] + ".")).isEqualTo(401);
    }

    @Test
    void an_expired_token_is_refused() {
        var longAgo = Instant.now().minus(Duration.ofMinutes(10));

        assertThat(statusWith(tokens.signer().sign(claims("alice", longAgo)))).isEqualTo(401);
    }

    @Test
    void another_issuers_token_is_refused() {
        var it = honest();
        var other = new Claims("another", it.subject(), it.audience(), it.expires(), it.access());

        assertThat(statusWith(tokens.signer().sign(other))).isEqualTo(401);
    }

    @Test
    void a_token_for_another_service_is_refused() {
        var it = honest();
        var other = new Claims(it.issuer(), it.subject(), "another", it.expires(), it.access());

        assertThat(statusWith(tokens.signer().sign(other))).isEqualTo(401);
    }

    @Test
    void a_token_for_another_collection_is_refused() {
        var elsewhere = List.of(Access.to(scene.freshGun(), "push", "pull"));

        assertThat(statusWith(tokens.signer().sign(tokens.claims("alice", elsewhere))))
                .isEqualTo(401);
    }

    @Test
    void what_is_no_token_is_refused() {
        assertThat(statusWith("no.token.atall")).isEqualTo(401);
    }

    private Claims honest() {
        return tokens.claims("alice", List.of(Access.to(scene.gun(), "push", "pull")));
    }

    private Claims claims(String subject, Instant expires) {
        var it = honest();
        return new Claims(it.issuer(), subject, it.audience(), expires, it.access());
    }

    private int statusWith(String token) {
        return scene.wire().bearing(token).tuf(scene.gun(), "root.json").status();
    }
}
