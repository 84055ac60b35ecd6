package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.server.OnServer;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import dev.tabellion.tlog.LoggedProof;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The design's questions, asked after what Notary's own client did. */
@ExtendWith(SharedServer.class)
@OnServer("tabellion")
class AuditIT {
    private final Scene scene;

    AuditIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void who_published_this_with_which_key_and_from_where_and_what_was_served_then()
            throws Exception {
        var publisher = scene.person("publisher");
        publisher.init().succeeds();
        publisher.add("v1", "one", "-p").succeeds();
        byte[] served = scene.wire().tuf(scene.gun(), "targets.json").is(200).bytes();
        Instant then = Instant.now();
        publisher.add("v2", "two", "-p").succeeds();
        awaitTrail();

        JsonNode entry = entries("&target=v1&kind=metadata-published").get(0);
        assertThat(entry.get("event").get("signedBy")).isNotEmpty();
        assertThat(entry.get("actor").get("subject").asString()).isEqualTo("anonymous");
        assertThat(entry.get("actor").get("address").asString()).isNotEmpty();

        String collection = "/api/collections/" + scene.gun();
        assertThat(scene.wire().get(collection + "/at/" + then + "/targets.json").is(200).bytes())
                .isEqualTo(served);
        String difference = collection + "/diff?from=" + then + "&to=" + Instant.now();
        Deadline.await(
                Duration.ofSeconds(10),
                () -> scene.wire().get(difference).status() == 200,
                () -> "the trail does not have all of it");
        assertThat(scene.wire().get(difference).is(200).text()).contains("targets added target v2");
        String ahead = collection + "/at/2100-01-01T00:00:00Z";
        assertThat(scene.wire().get(ahead).is(422).text()).contains("still to come");
        assertProven(entry.get("index").asLong());
    }

    private void assertProven(long leaf) throws Exception {
        Deadline.await(
                Duration.ofSeconds(10),
                () -> scene.wire().get("/api/audit/" + leaf + "/proof").status() == 200,
                () -> "no proof of leaf " + leaf);
        var file = scene.wire().get("/api/audit/" + leaf + "/proof").is(200).bytes();
        assertThat(LoggedProof.parse(Bytes.of(file)).index().position()).isEqualTo(leaf);
    }

    private void awaitTrail() {
        Deadline.await(
                Duration.ofSeconds(10),
                () -> !entries("&target=v2&kind=metadata-published").isEmpty(),
                () -> "the trail does not have v2");
    }

    private JsonNode entries(String filters) {
        return scene.wire()
                .get("/api/audit?collection=" + scene.gun() + filters)
                .is(200)
                .json()
                .get("entries");
    }
}
