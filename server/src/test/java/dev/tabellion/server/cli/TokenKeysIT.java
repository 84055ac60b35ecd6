package dev.tabellion.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.KeyToken;
import dev.tabellion.e2e.server.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One server's years with a token, in this order: as its operator and its publishers see them. */
@TestMethodOrder(OrderAnnotation.class)
class TokenKeysIT {
    private static Folder folder;
    private static KeyToken token;
    private static ConfiguredServer server;
    private static Scene scene;
    private static NotaryClient precious;
    private static NotaryClient plain;

    @BeforeAll
    static void a_server_has_a_token_for_some_collections() {
        folder = Folder.make();
        token = KeyToken.under(folder.path());
        server =
                ConfiguredServer.start(folder, token.environment(), settings("precious.example/*"));
        scene = new Scene(server.running().endpoint());
        precious = scene.person("publisher", "precious.example/app");
        plain = scene.person("publisher", "plain.example/app");
    }

    @AfterAll
    static void it_ends() {
        scene.close();
        server.close();
    }

    @Test
    @Order(1)
    void keys_in_the_token_and_in_software_sign_before_and_after_a_restart() {
        for (var publisher : List.of(precious, plain)) {
            publisher.init().succeeds();
            publisher.rotate("snapshot", "-r").succeeds();
            publisher.add("v1", "one", "-p").succeeds();
        }
        server.running().terminate();
        server.running().restart();
        for (var publisher : List.of(precious, plain)) {
            publisher.add("v2", "two", "-p").succeeds();
            assertThat(scene.person("consumer", publisher.gun()).names())
                    .containsExactly("v1", "v2");
        }
    }

    @Test
    @Order(2)
    void a_collection_moves_into_the_token_by_rotating_its_key() {
        server.running().terminate();
        server.restartWith(settings("precious.example/*,plain.example/app"));

        plain.rotate("timestamp", "-r").succeeds();
        plain.add("v3", "three", "-p").succeeds();
        assertThat(scene.person("consumer", plain.gun()).names()).containsExactly("v1", "v2", "v3");
    }

    @Test
    @Order(3)
    void the_report_says_of_each_key_where_it_was_born_and_what_it_did() {
        server.running().terminate();
        var keys = keys();

        assertThat(of(keys, precious.gun()))
                .hasSize(2)
                .allSatisfy(
                        key -> {
                            assertThat(key.path("vault").asString()).isEqualTo("token");
                            assertThat(key.path("origin").asString()).isEqualTo("generated");
                            assertThat(key.at("/attributes/never-extractable").asString())
                                    .isEqualTo("yes");
                            assertThat(key.at("/attributes/local").asString()).isEqualTo("yes");
                        });
        assertThat(of(keys, plain.gun()))
                .extracting(key -> key.path("role").asString() + " " + key.path("vault").asString())
                .containsExactlyInAnyOrder(
                        "timestamp software", "snapshot software", "timestamp token");
        assertThat(keys)
                .allSatisfy(
                        key -> {
                            assertThat(key.path("signatures").asInt()).isPositive();
                            assertThat(key.path("created").asString())
                                    .isLessThan(key.path("firstUse").asString());
                            assertThat(key.path("firstUse").asString())
                                    .isLessThanOrEqualTo(key.path("lastUse").asString());
                        });

        var table = server.command("signer", "keys").succeeds().out().strip().lines().toList();
        assertThat(table).hasSize(1 + keys.size());
        assertThat(table.getFirst()).startsWith("KEY").contains("VAULT", "FIRST", "LAST");
        assertThat(table.get(1)).contains("precious.example/app", "token", "generated");
    }

    @Test
    @Order(4)
    void a_key_encryption_key_that_only_the_token_opens_serves_as_well() throws IOException {
        var bare = server.data().resolve("secrets/key-encryption-key");
        var wrapped = server.data().resolve("secrets/key-encryption-key.wrapped");
        server.command("signer", "wrap-kek", "--out", wrapped.toString()).succeeds();
        server.command("signer", "wrap-kek", "--out", wrapped.toString())
                .failsSaying("exists already");
        assertThat(Files.readString(wrapped)).doesNotContain(Files.readString(bare).strip());
        Files.delete(bare);

        server.running().restart();
        plain.add("v4", "four", "-p").succeeds();
        server.running().terminate();
    }

    @Test
    @Order(5)
    void a_wrong_pin_and_keys_that_no_token_makes_refuse_the_start_in_one_paragraph() {
        var ed25519 = new ArrayList<>(settings("precious.example/*"));
        ed25519.add("tabellion.publishing.key-algorithm=ed25519");
        server.configure(ed25519);
        assertThat(server.refusedStart().failsSaying("The token makes no keys of").err().strip())
                .contains("key-algorithm=ed25519", "token-collections")
                .doesNotContain("\n");

        server.configure(settings("precious.example/*"));
        token.setPin("0000-wrong");
        assertThat(server.refusedStart().failsSaying("The token refused the PIN").err().strip())
                .contains("tabellion.signer.token.")
                .doesNotContain("\n");
    }

    private static List<String> settings(String collections) {
        var settings = new ArrayList<>(token.settings());
        settings.add("tabellion.signer.token-collections=" + collections);
        return settings;
    }

    private static List<JsonNode> keys() {
        var json = server.command("signer", "keys", "--json").succeeds().out();
        return StreamSupport.stream(JsonMapper.shared().readTree(json).spliterator(), false)
                .toList();
    }

    private static List<JsonNode> of(List<JsonNode> keys, String gun) {
        return keys.stream().filter(key -> key.path("collection").asString().equals(gun)).toList();
    }
}
