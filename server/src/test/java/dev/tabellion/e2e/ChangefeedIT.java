package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.server.Raises;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What changed, for those who mirror: read by HTTP, as no client does. */
@ExtendWith(SharedServer.class)
@Raises("REPOSITORY_DELETED")
class ChangefeedIT {

    private final Scene scene;
    private final NotaryClient publisher;

    ChangefeedIT(Scene scene) {
        this.scene = scene;
        publisher = scene.person("publisher");
    }

    @BeforeEach
    void a_collection_is_published_three_times() {
        publisher.init("-p").succeeds();
        publisher.add("v1", "one", "-p").succeeds();
        publisher.add("v2", "two", "-p").succeeds();
    }

    @Test
    void a_collections_feed_tells_each_timestamp_in_order() {
        var records = feed("records=100");

        assertThat(records)
                .extracting(record -> record.path("Version").asInt())
                .containsExactly(1, 2, 3);
        assertThat(records)
                .allSatisfy(
                        record -> {
                            assertThat(record.path("ID").isString()).isTrue();
                            assertThat(record.path("GUN").asString()).isEqualTo(scene.gun());
                            assertThat(record.path("Category").asString()).isEqualTo("update");
                        });
        assertThat(records.getLast().path("SHA256").asString())
                .isEqualTo(scene.wire().tuf(scene.gun(), "timestamp.json").is(200).sha256());
    }

    @Test
    void a_feed_goes_on_after_the_change_somebody_knows() {
        var first = feed("records=1").getFirst().path("ID").asString();

        assertThat(feed("records=100&change_id=" + first))
                .extracting(record -> record.path("Version").asInt())
                .containsExactly(2, 3);
    }

    @Test
    void a_feed_read_backwards_ends_with_the_newest() {
        assertThat(feed("records=-2&change_id=-1"))
                .extracting(record -> record.path("Version").asInt())
                .containsExactly(2, 3);
    }

    @Test
    void a_deletion_is_the_last_thing_told() {
        publisher.delete("--remote").succeeds();

        var last = feed("records=-1&change_id=-1").getFirst();

        assertThat(last.path("Category").asString()).isEqualTo("deletion");
        assertThat(last.path("Version").asInt()).isZero();
        assertThat(last.path("SHA256").asString()).isBlank();
    }

    @Test
    void the_feed_of_all_collections_has_each_ones_changes() {
        var all = scene.wire().get("/v2/_trust/changefeed?records=-100&change_id=-1").is(200);

        assertThat(all.json().path("records").valueStream())
                .filteredOn(record -> record.path("GUN").asString().equals(scene.gun()))
                .hasSize(3);
    }

    @Test
    void the_feed_of_an_unknown_collection_is_empty() {
        var path = "/v2/" + scene.freshGun() + "/_trust/changefeed?records=5";

        assertThat(scene.wire().get(path).is(200).json().path("count").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "records=x", "records=1&change_id=x", "records=99999999999"})
    void a_feed_asked_for_wrongly_is_refused(String query) {
        var answer = scene.wire().get(path(query)).is(400);

        assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETERS");
    }

    private List<JsonNode> feed(String query) {
        var answer = scene.wire().get(path(query)).is(200).json();
        var records = answer.path("records").valueStream().toList();
        assertThat(records).hasSize(answer.path("count").asInt());
        return records;
    }

    private String path(String query) {
        return "/v2/" + scene.gun() + "/_trust/changefeed?" + query;
    }
}
