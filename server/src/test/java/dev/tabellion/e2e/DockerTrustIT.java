package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.DockerTrust;
import dev.tabellion.e2e.server.Raises;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** An image repository signed with {@code docker trust} by two people: one story in this order. */
@ExtendWith(SharedServer.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Raises("REPOSITORY_DELETED")
class DockerTrustIT {

    private static final String DIGEST = "6105d6cc76af400325e94d588ce511be".repeat(2);

    /** Without its first letter, which has changed its case over docker's versions. */
    private static final String NOTHING_SIGNED = "o signatures or cannot access";

    private final Scene scene;
    private final DockerTrust docker;
    private final DockerTrust elsewhere;

    DockerTrustIT(Scene scene) {
        this.scene = scene;
        docker = scene.docker("here");
        elsewhere = scene.docker("elsewhere");
    }

    @Test
    @Order(1)
    void an_unsigned_repository_is_known_to_be_unsigned() {
        docker.inspect().failsSaying(NOTHING_SIGNED);
    }

    @Test
    @Order(2)
    void adding_the_first_signer_makes_a_repository_whose_snapshots_the_server_signs() {
        docker.generateKey("alice").succeeds();
        docker.addSigner("alice").succeeds();

        assertThat(docker.signers()).containsExactly("alice");
        assertThat(docker.signersOf("latest")).isEmpty();
        assertThat(scene.wire().tuf(docker.notary().gun(), "root.json").is(200).text())
                .contains(publicKey("timestamp.key"), publicKey("snapshot.key"));
    }

    @Test
    @Order(3)
    void a_signed_tag_is_seen_here_and_on_another_machine() {
        signFor("alice");

        assertThat(docker.signersOf("latest")).containsExactly("alice");
        assertThat(elsewhere.signersOf("latest")).containsExactly("alice");
        assertThat(elsewhere.inspect().succeeds().out()).contains(DIGEST);
    }

    @Test
    @Order(4)
    void a_second_signer_adds_a_signature_to_the_signed_tag() {
        docker.generateKey("bob").succeeds();
        docker.addSigner("bob").succeeds();

        docker.sign("latest").succeeds();

        assertThat(docker.signersOf("latest")).containsExactly("alice", "bob");
        assertThat(elsewhere.signersOf("latest")).containsExactly("alice", "bob");
    }

    @Test
    @Order(5)
    void a_removed_signer_is_gone_with_her_signatures() {
        docker.removeSigner("alice").succeeds();

        assertThat(docker.signers()).containsExactly("bob");
        assertThat(elsewhere.signers()).containsExactly("bob");
        assertThat(elsewhere.signersOf("latest")).doesNotContain("alice");
    }

    @Test
    @Order(6)
    void the_signer_who_is_left_brings_the_release_back() {
        // Only the removed signer's signature stood under it: nobody believes it until it is
        // signed again, and the client would begin it anew at version 1.
        docker.notary().witness("targets/releases", "-p").succeeds();

        assertThat(docker.signersOf("latest")).containsExactly("bob");
        assertThat(elsewhere.signersOf("latest")).containsExactly("bob");
    }

    @Test
    @Order(7)
    void the_targets_key_and_the_servers_snapshot_key_are_rotated() {
        docker.notary().rotate("targets").succeeds();
        docker.notary().rotate("snapshot", "-r").succeeds();

        assertThat(docker.signersOf("latest")).containsExactly("bob");
        assertThat(elsewhere.signersOf("latest")).containsExactly("bob");
    }

    @Test
    @Order(8)
    void a_revoked_tag_has_no_signature_left() {
        docker.revoke("latest").succeeds();

        assertThat(docker.signersOf("latest")).isEmpty();
        assertThat(elsewhere.signersOf("latest")).isEmpty();
    }

    @Test
    @Order(9)
    void a_deleted_repository_is_unsigned_again() {
        docker.notary().delete("--remote").succeeds();

        docker.inspect().failsSaying(NOTHING_SIGNED);
    }

    /** What {@code docker trust sign} does after it has pushed the image, which needs a daemon. */
    private void signFor(String signer) {
        docker.notary()
                .addHash(
                        "latest",
                        528,
                        "--sha256",
                        DIGEST,
                        "-r",
                        "targets/releases",
                        "-r",
                        "targets/" + signer,
                        "-p")
                .succeeds();
    }

    private String publicKey(String file) {
        var key = scene.wire().tuf(docker.notary().gun(), file).is(200).json();
        return key.at("/keyval/public").asString();
    }
}
