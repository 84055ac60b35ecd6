package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.KeyToken;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Server keys that are RSA, born in a token, and the real client that verifies by them. */
class RsaTokenIT {
    private static final int LEAST_BITS = 3072;

    private final Folder folder = Folder.make();
    private final RunningTabellion server =
            RunningTabellion.start(folder.path(), List.of(), environment());

    private Map<String, String> environment() {
        var environment = new HashMap<>(KeyToken.under(folder.path()).environmentOfServer("*"));
        environment.put("TABELLION_PUBLISHING_KEYALGORITHM", "rsa");
        return environment;
    }

    @AfterEach
    void all_ends() {
        server.close();
        folder.close();
    }

    @Test
    void the_client_publishes_and_reads_by_rsa_keys_that_only_the_token_has() throws Exception {
        try (var scene = new Scene(server.endpoint())) {
            NotaryClient publisher = scene.person("publisher");
            publisher.init("-p").succeeds();
            publisher.rotate("snapshot", "-r").succeeds();
            publisher.add("v1", "one", "-p").succeeds();
            assertThat(scene.person("reader").names()).containsExactly("v1");
            areOfTheToken(scene.wire(), scene.gun());

            publisher.rotate("timestamp", "-r").succeeds();
            server.kill();
            server.restart();
            publisher.add("v2", "two", "-p").succeeds();
            assertThat(scene.person("newcomer").names()).containsExactly("v1", "v2");
            areOfTheToken(scene.wire(), scene.gun());
            server.audit();
        }
    }

    private void areOfTheToken(Wire wire, String gun) throws Exception {
        JsonNode root = wire.tuf(gun, "root.json").is(200).json().path("signed");
        List<String> served = new ArrayList<>();
        for (String role : List.of("timestamp", "snapshot")) {
            String id = root.path("roles").path(role).path("keyids").path(0).asString();
            served.add(id);
            JsonNode key = root.path("keys").path(id);
            assertThat(key.path("keytype").asString()).isEqualTo("rsa");
            assertThat(bits(key.path("keyval").path("public").asString()))
                    .isGreaterThanOrEqualTo(LEAST_BITS);
        }
        assertThat(signatureMethod(wire, gun, "timestamp")).isEqualTo("rsapss");
        assertThat(signatureMethod(wire, gun, "snapshot")).isEqualTo("rsapss");
        assertThat(inVault("token")).containsAll(served);
        assertThat(inVault("software")).isEmpty();
    }

    private static String signatureMethod(Wire wire, String gun, String role) {
        JsonNode file = wire.tuf(gun, role + ".json").is(200).json();
        return file.path("signatures").path(0).path("method").asString();
    }

    private static int bits(String spki) throws Exception {
        var encoded = new X509EncodedKeySpec(Bytes.base64(spki).toArray());
        return ((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded))
                .getModulus()
                .bitLength();
    }

    private List<String> inVault(String vault) {
        return new JdbcTemplate(LogAudit.dataSource(LogAudit.embedded(server.data()).orElseThrow()))
                .queryForList(
                        "select key_id from signer.managed_key where vault = ?",
                        String.class,
                        vault);
    }
}
