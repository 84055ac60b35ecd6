package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.server.OriginalNotary;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import java.util.List;

/** Who publishes and reads, before and after. */
final class NotaryPeople {
    private final Scene scene;
    private final NotaryClient app;
    private final NotaryClient appReader;
    private final NotaryClient team;
    private final NotaryClient alice;
    private final NotaryClient reborn;
    private final NotaryClient gone;
    private final NotaryClient edwards;
    private final NotaryClient late;

    NotaryPeople(Scene scene) {
        this.scene = scene;
        app = scene.person("app");
        appReader = scene.person("reader");
        String teamGun = scene.freshGun();
        team = scene.person("team", teamGun);
        alice = scene.person("alice", teamGun);
        reborn = scene.person("reborn", scene.freshGun());
        gone = scene.person("gone", scene.freshGun());
        edwards = scene.person("edwards", scene.freshGun());
        late = scene.person("late", scene.freshGun());
    }

    void fill(OriginalNotary notary) {
        app.init("-p").succeeds();
        app.add("v1", "one", "-p").succeeds();
        app.rotate("timestamp", "-r").succeeds();
        app.rotate("targets").succeeds();
        app.rotate("root").succeeds();
        app.add("v2", "two", "-p").succeeds();
        assertThat(appReader.names()).containsExactly("v1", "v2");
        delegations();
        gone.init("-p").succeeds();
        gone.delete("--remote").succeeds();
        reborn.init("-p").succeeds();
        reborn.add("before", "one", "-p").succeeds();
        reborn.delete("--remote").succeeds();
        reborn.init("-p").succeeds();
        reborn.add("after", "two", "-p").succeeds();
        late.init().succeeds();
        notary.makeKeys("ed25519");
        edwards.init("-p").succeeds();
        edwards.rotate("snapshot", "-r").succeeds();
        edwards.add("v1", "one", "-p").succeeds();
    }

    private void delegations() {
        Certified key = scene.openSsl().ecdsaHolder("alice");
        team.init("-p").succeeds();
        team.rotate("snapshot", "-r").succeeds();
        alice.importDelegationKey(key.key()).succeeds();
        for (String role : List.of("targets/releases", "targets/old")) {
            team.delegation("add", role, key.certificate().toString(), "--all-paths").succeeds();
            team.publish().succeeds();
            alice.add("in-" + role.substring(8), "one", "-r", role, "-p").succeeds();
        }
        team.delegation("remove", "targets/old", "-y").succeeds();
        team.publish().succeeds();
    }

    void goOnAt(RunningTabellion tabellion) {
        var place = tabellion.endpoint();
        assertThat(appReader.through(place).names()).containsExactly("v1", "v2");
        app.through(place).add("v3", "three", "-p").succeeds();
        app.through(place).rotate("timestamp", "-r").succeeds();
        assertThat(appReader.through(place).names()).containsExactly("v1", "v2", "v3");
        alice.through(place).add("later", "two", "-r", "targets/releases", "-p").succeeds();
        team.through(place).add("main", "three", "-p").succeeds();
        assertThat(alice.through(place).names())
                .containsExactlyInAnyOrder("in-releases", "later", "main");
        reborn.through(place).add("again", "three", "-p").succeeds();
        edwards.through(place).add("v2", "two", "-p").succeeds();
        edwards.through(place).rotate("snapshot", "-r").succeeds();
        late.through(place).add("first", "one", "-p").succeeds();
        gone.through(place).init("-p").succeeds();
        gone.through(place).add("second", "one", "-p").succeeds();
        reborn.through(place).delete("--remote").succeeds();
        reborn.through(place).init("-p").succeeds();
        reborn.through(place).add("third", "one", "-p").succeeds();
        assertThat(reborn.through(place).names()).containsExactly("third");
        for (NotaryClient person : List.of(app, team, gone, edwards, late)) {
            assertThat(person.through(place).names()).isNotEmpty();
        }
    }
}
