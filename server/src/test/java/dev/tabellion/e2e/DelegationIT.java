package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Listed;
import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.pki.OpenSsl;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A collection's owner delegates, key holders publish what they may, and the owner takes it all
 * back: one story in this order.
 */
@ExtendWith(SharedServer.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class DelegationIT {

    private final Scene scene;
    private final NotaryClient owner;
    private final NotaryClient consumer;
    private final NotaryClient alice;
    private final NotaryClient bob;
    private final NotaryClient carol;
    private final NotaryClient rsaHolder;

    private final Certified aliceKey;
    private final Certified bobKey;
    private final Certified carolKey;
    private final Certified rsaKey;

    DelegationIT(Scene scene) {
        this.scene = scene;
        owner = scene.person("owner");
        consumer = scene.person("consumer");
        alice = scene.person("alice");
        bob = scene.person("bob");
        carol = scene.person("carol");
        rsaHolder = scene.person("rsa");
        OpenSsl openSsl = scene.openSsl();
        aliceKey = openSsl.ecdsaHolder("alice");
        bobKey = openSsl.ecdsaHolder("bob");
        carolKey = openSsl.ecdsaHolder("carol");
        rsaKey = openSsl.rsaHolder("rsa");
    }

    @BeforeAll
    void a_collection_whose_snapshots_the_server_signs_is_published() {
        owner.init("-p").succeeds();
        owner.rotate("snapshot", "-r").succeeds();
        alice.importDelegationKey(aliceKey.key()).succeeds();
        bob.importDelegationKey(bobKey.key()).succeeds();
        carol.importDelegationKey(carolKey.key()).succeeds();
        rsaHolder.importDelegationKey(rsaKey.key()).succeeds();
    }

    @Test
    @Order(1)
    void the_owner_delegates_to_certificates() {
        owner.delegation("add", "targets/releases", certificate(aliceKey), "--all-paths")
                .succeeds();
        owner.delegation("add", "targets/releases", certificate(rsaKey)).succeeds();
        owner.delegation("add", "targets/bob", certificate(bobKey), "--paths", "bob/").succeeds();
        owner.publish().succeeds();

        assertThat(consumer.delegation("list").succeeds().out())
                .contains("targets/releases", "targets/bob", "bob/");
    }

    @Test
    @Order(2)
    void a_key_holder_publishes_to_her_role() {
        alice.add("rel1", "one", "-r", "targets/releases", "-p").succeeds();

        assertThat(rolesByName()).containsExactly("rel1 targets/releases");
        assertThat(consumer.lookup("rel1").succeeds().out()).startsWith("rel1 sha256:");
        consumer.verify("rel1", "one").succeeds();
    }

    @Test
    @Order(3)
    void a_key_holder_publishes_below_his_path_and_nowhere_else() {
        bob.add("bob/x", "x", "-r", "targets/bob", "-p").succeeds();

        bob.add("other/x", "x", "-r", "targets/bob", "-p").failsSaying("Could not add all targets");
        bob.reset("--all").succeeds();

        assertThat(rolesByName()).containsExactly("bob/x targets/bob", "rel1 targets/releases");
    }

    @Test
    @Order(4)
    void the_holder_of_an_rsa_key_publishes() {
        rsaHolder.add("rel-rsa", "rsa", "-r", "targets/releases", "-p").succeeds();

        assertThat(rolesByName()).contains("rel-rsa targets/releases");
    }

    @Test
    @Order(5)
    void a_key_holder_delegates_further() {
        alice.delegation("add", "targets/releases/qa", certificate(carolKey), "--all-paths")
                .succeeds();
        alice.publish().succeeds();
        carol.add("qa1", "qa", "-r", "targets/releases/qa", "-p").succeeds();

        assertThat(rolesByName()).contains("qa1 targets/releases/qa");
        var current = scene.wire().tuf(scene.gun(), "targets/releases/qa.json").is(200);
        assertThat(scene.wire().tuf(scene.gun(), "1.targets/releases/qa.json").is(200).text())
                .isEqualTo(current.text());
        assertThat(scene.wire().tuf(scene.gun(), "snapshot.json").is(200).text())
                .contains("\"targets/releases/qa\"", "\"targets/releases\"", "\"targets/bob\"");
    }

    @Test
    @Order(6)
    void a_key_holder_signs_her_role_again() {
        alice.witness("targets/releases", "-p").succeeds();

        assertThat(rolesByName()).contains("rel1 targets/releases", "rel-rsa targets/releases");
    }

    @Test
    @Order(7)
    void a_key_holder_whose_key_was_removed_can_no_longer_publish() {
        owner.delegation("remove", "targets/releases", alice.onlyKeyId(), "-p").succeeds();

        alice.add("rel9", "nine", "-r", "targets/releases", "-p")
                .failsSaying("could not find necessary signing keys");
        // What only she had signed is worth nothing until another holder signs it.
        assertThat(rolesByName()).containsExactly("bob/x targets/bob");
    }

    @Test
    @Order(8)
    void another_holder_brings_the_role_back() {
        rsaHolder.witness("targets/releases", "-p").succeeds();

        assertThat(rolesByName()).contains("rel1 targets/releases", "rel-rsa targets/releases");
    }

    @Test
    @Order(9)
    void a_purged_key_is_gone_from_every_role() {
        owner.delegation("purge", "--key", bob.onlyKeyId(), "-p").succeeds();

        assertThat(scene.wire().tuf(scene.gun(), "targets.json").is(200).text())
                .doesNotContain(bob.onlyKeyId());
        bob.add("bob/y", "y", "-r", "targets/bob", "-p")
                .failsSaying("could not find necessary signing keys");
    }

    @Test
    @Order(10)
    void a_removed_delegation_and_all_below_it_are_gone() {
        owner.delegation("remove", "targets/releases", "-y", "-p").succeeds();

        assertThat(rolesByName()).noneMatch(line -> line.contains("targets/releases"));
        assertThat(scene.person("newcomer").list().succeeds().out())
                .doesNotContain("targets/releases");
    }

    private static String certificate(Certified holder) {
        return holder.certificate().toString();
    }

    private List<String> rolesByName() {
        return consumer.targets().stream().map(DelegationIT::nameAndRole).sorted().toList();
    }

    private static String nameAndRole(Listed listed) {
        return listed.name() + " " + listed.role();
    }
}
