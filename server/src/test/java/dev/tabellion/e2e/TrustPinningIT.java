package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A root key of the publisher's own, and consumers who know beforehand whom they trust. */
@ExtendWith(SharedServer.class)
class TrustPinningIT {

    private final Scene scene;
    private final NotaryClient consumer;
    private final Certified authority;
    private final Certified stranger;

    TrustPinningIT(Scene scene) {
        this.scene = scene;
        consumer = scene.person("consumer");
        authority = scene.openSsl().authority("publishers-ca");
        stranger = scene.openSsl().authority("strangers-ca");
    }

    @BeforeEach
    void a_collection_is_published_under_a_certificate_of_the_publishers_own() {
        var openSsl = scene.openSsl();
        var root = openSsl.rootHolder("root", scene.gun(), authority);
        var key = openSsl.encryptedForNotary(root, NotaryClient.PASSPHRASE).toString();
        var publisher = scene.person("publisher");
        publisher.init("--rootkey", key, "--rootcert", root.certificate().toString()).succeeds();
        publisher.add("pinned", "content", "-p").succeeds();
    }

    @Test
    void a_consumer_who_pins_the_certificate_reads() {
        var list = consumer.listConfigured(pinnedCertificate(rootKeyId()));

        assertThat(list.succeeds().out()).contains("pinned");
    }

    @Test
    void a_consumer_who_pins_another_certificate_refuses() {
        consumer.listConfigured(pinnedCertificate("ab".repeat(32)))
                .failsSaying("could not validate the path to a trusted root");
    }

    @Test
    void a_consumer_who_pins_the_authority_reads() {
        var list = consumer.listConfigured(pinnedAuthority(authority.certificate()));

        assertThat(list.succeeds().out()).contains("pinned");
    }

    @Test
    void a_consumer_who_pins_another_authority_refuses() {
        consumer.listConfigured(pinnedAuthority(stranger.certificate()))
                .failsSaying("could not validate the path to a trusted root");
    }

    private String rootKeyId() {
        var root = scene.wire().tuf(scene.gun(), "root.json").is(200);
        return root.json().at("/signed/roles/root/keyids/0").asString();
    }

    private String pinnedCertificate(String keyId) {
        return "{\"trust_pinning\": {\"disable_tofu\": true, \"certs\": {\"%s\": [\"%s\"]}}}"
                .formatted(scene.gun(), keyId);
    }

    private String pinnedAuthority(Path certificate) {
        return "{\"trust_pinning\": {\"disable_tofu\": true, \"ca\": {\"%s\": \"%s\"}}}"
                .formatted(scene.gun(), certificate);
    }
}
