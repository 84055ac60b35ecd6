package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.token.Access;
import dev.tabellion.e2e.token.GuardedServer;
import dev.tabellion.e2e.token.KeyReference;
import dev.tabellion.e2e.token.TokenServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that believes a token server, and people with and without an account there. */
@ExtendWith(GuardedServer.class)
class TokenAuthIT {

    private final Scene scene;
    private final TokenServer tokens;
    private final String publicGun;
    private final String privateGun;

    TokenAuthIT(Scene scene, TokenServer tokens) {
        this.scene = scene;
        this.tokens = tokens;
        publicGun = "public/" + scene.freshGun();
        privateGun = "private/" + scene.freshGun();
    }

    @BeforeEach
    void tokens_carry_their_certificate() {
        tokens.nameKeysBy(KeyReference.X5C);
    }

    @Test
    void a_ping_without_a_token_is_told_where_to_get_one() {
        assertThat(challenge(scene.wire().get("/v2/")))
                .startsWith("Bearer realm=\"" + tokens.settings().realm() + "\"")
                .contains("service=\"" + tokens.settings().service() + "\"")
                .contains("scope=\"registry:catalog:*\"");
    }

    @Test
    void a_read_without_a_token_is_told_the_scope_it_needs() {
        assertThat(challenge(scene.wire().tuf(publicGun, "root.json")))
                .contains("scope=\"repository:" + publicGun + ":pull\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/_trust/changefeed?records=1", "/nonsense"})
    void what_belongs_to_no_collection_needs_the_whole_catalogue(String path) {
        assertThat(challenge(scene.wire().get(path))).contains("scope=\"registry:catalog:*\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_notary_server/health", "/metrics"})
    void health_and_metrics_are_open(String path) {
        scene.wire().get(path).is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/entries", "payload", "documents", "document"})
    void what_entries_name_is_for_auditors(String kind) {
        String path = "/log/" + kind + "/x999/999";
        assertThat(challenge(scene.wire().get(path))).contains("scope=\"tabellion:api:auditor\"");
        var auditor = new Access("tabellion", "api", List.of("auditor"));
        var token = tokens.signer().sign(tokens.claims("ada", List.of(auditor)));
        scene.wire().bearing(token).get(path).is(404);
    }

    @Test
    void nobody_without_an_account_can_begin_a_collection() {
        scene.person("stranger", publicGun).init("-p").failsSaying("not authorized");
    }

    @Test
    void alice_publishes_and_everybody_reads_what_is_public() {
        publishedByAlice(publicGun);

        assertThat(scene.person("stranger", publicGun).names()).containsExactly("v1");
    }

    @Test
    void what_is_private_is_read_by_alice_and_by_nobody_without_an_account() {
        publishedByAlice(privateGun);

        scene.person("stranger", privateGun).list().failsSaying("not authorized");
        assertThat(asAlice("alice's other machine", privateGun).names()).containsExactly("v1");
    }

    @Test
    void a_wrong_password_opens_nothing() {
        publishedByAlice(privateGun);

        scene.person("impostor", privateGun)
                .loggedInAs("alice", "guessed")
                .list()
                .failsSaying("fatal");
    }

    @Test
    void only_the_admin_may_rotate_a_key_on_the_server() {
        var alice = publishedByAlice(publicGun);

        alice.rotate("timestamp", "-r").failsSaying("not authorized");

        alice.loggedInAs("admin", TokenServer.ADMIN_PASSWORD).rotate("timestamp", "-r").succeeds();
        assertThat(scene.person("stranger", publicGun).names()).containsExactly("v1");
    }

    @Test
    void only_the_admin_may_delete_a_collection() {
        var alice = publishedByAlice(publicGun);

        scene.cloneOf(alice, "careless").delete("--remote").failsSaying("not authorized");
        assertThat(scene.person("stranger", publicGun).names()).containsExactly("v1");

        alice.loggedInAs("admin", TokenServer.ADMIN_PASSWORD).delete("--remote").succeeds();
        scene.person("newcomer", publicGun).list().failsSaying("does not have trust data");
    }

    @ParameterizedTest
    @EnumSource
    void a_token_may_name_its_key_in_each_of_the_three_ways(KeyReference way) {
        tokens.nameKeysBy(way);

        publishedByAlice(privateGun);

        assertThat(asAlice("alice's other machine", privateGun).names()).containsExactly("v1");
    }

    @Test
    void too_few_rights_are_401_and_say_so() {
        var token = tokens.signer().sign(tokens.claims("alice", List.of()));

        assertThat(challenge(scene.wire().bearing(token).tuf(privateGun, "root.json")))
                .contains("error=\"insufficient_scope\"");
    }

    private NotaryClient publishedByAlice(String gun) {
        var alice = asAlice("alice", gun);
        alice.init().succeeds();
        alice.add("v1", "one", "-p").succeeds();
        return alice;
    }

    private NotaryClient asAlice(String machine, String gun) {
        return scene.person(machine, gun).loggedInAs("alice", TokenServer.ALICE_PASSWORD);
    }

    private static String challenge(Answer answer) {
        assertThat(answer.is(401).errorCode()).isEqualTo("UNAUTHORIZED");
        return answer.header("WWW-Authenticate");
    }
}
