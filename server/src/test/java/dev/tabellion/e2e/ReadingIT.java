package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.Servers;
import dev.tabellion.e2e.server.SharedServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths clients read from, asked for without a client. */
@ExtendWith(SharedServer.class)
class ReadingIT {

    private final Scene scene;

    ReadingIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void a_collection_is_published() {
        var publisher = scene.person("publisher");
        publisher.init().succeeds();
        publisher.add("v1", "one", "-p").succeeds();
    }

    @Test
    void a_ping_finds_the_server_there() {
        assertThat(scene.wire().get("/v2/").is(200).text()).isEqualTo("{}");
    }

    @Test
    void health_and_metrics_are_open() {
        assertThat(scene.wire().get("/_notary_server/health").is(200).text()).isEqualTo("{}");
        assertThat(scene.wire().get("/metrics").is(200).text())
                .contains("notary_server_http_requests_total");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "targets.key",
                "foo.json",
                "2.root.json",
                "targets/nobody.json",
                "root.2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881.json"
            })
    void what_is_not_there_is_404_in_the_form_clients_read(String file) {
        // The original on SQL answers 500 for a delegation nobody made.
        boolean original = Servers.areOriginal() && file.startsWith("targets/");
        var answer = scene.wire().tuf(scene.gun(), file).is(original ? 500 : 404);

        assertThat(answer.json().path("errors").size()).isEqualTo(1);
    }

    @Test
    void an_unknown_path_is_404() {
        assertThat(scene.wire().get("/nonsense").is(404).errorCode())
                .isEqualTo("METADATA_NOT_FOUND");
    }

    @Test
    void an_unknown_collection_is_404() {
        assertThat(scene.wire().tuf(scene.freshGun(), "root.json").is(404).errorCode())
                .isEqualTo("METADATA_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "targets", "snapshot"})
    void a_document_is_the_same_by_role_and_by_hash(String role) {
        var current = document(role + ".json");

        var named = document(role + "." + current.sha256() + ".json");

        assertThat(named.text()).isEqualTo(current.text());
        assertThat(current.header("Cache-Control")).contains("max-age=300");
        assertThat(named.header("Cache-Control")).contains("max-age=2592000");
    }

    @Test
    void the_timestamp_leads_to_the_snapshot_and_the_snapshot_to_targets_and_root() {
        var timestamp = document("timestamp.json").json();
        var snapshot = document("snapshot.json");

        assertThat(timestamp.at("/signed/meta/snapshot/length").asInt())
                .isEqualTo(snapshot.text().length());
        assertThat(snapshot.json().at("/signed/meta/targets/length").asInt())
                .isEqualTo(document("targets.json").text().length());
        assertThat(snapshot.json().at("/signed/meta/root/length").asInt())
                .isEqualTo(document("root.json").text().length());
    }

    @Test
    void a_root_is_served_by_its_version() {
        assertThat(document("1.root.json").text()).isEqualTo(document("root.json").text());
    }

    @Test
    void the_timestamp_key_is_the_one_the_root_names() {
        var key = document("timestamp.key").json();

        assertThat(key.path("keytype").asString()).isEqualTo("ecdsa");
        assertThat(document("root.json").text()).contains(key.at("/keyval/public").asString());
        assertThat(key.at("/keyval/private").isNull()).isTrue();
    }

    private Answer document(String file) {
        return scene.wire().tuf(scene.gun(), file).is(200);
    }
}
