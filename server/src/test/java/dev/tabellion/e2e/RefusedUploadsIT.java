package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.client.Upload;
import dev.tabellion.e2e.server.Raises;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What no honest client sends: each is refused in the form clients read, and changes nothing. */
@ExtendWith(SharedServer.class)
@Raises("THRESHOLD_NOT_MET_REFUSED")
class RefusedUploadsIT {

    /** All that clients read of a refusal. */
    private static final int READ_BY_CLIENTS = 1024;

    private final Scene scene;
    private final NotaryClient publisher;
    private final NotaryClient consumer;

    RefusedUploadsIT(Scene scene) {
        this.scene = scene;
        publisher = scene.person("publisher");
        consumer = scene.person("consumer");
    }

    @BeforeEach
    void a_collection_is_published() {
        publisher.init().succeeds();
        publisher.add("v1", "one", "-p").succeeds();
    }

    @AfterEach
    void the_collection_is_unharmed() {
        assertThat(consumer.names()).contains("v1");
    }

    @Test
    void a_replay_of_older_documents_is_refused() {
        var past = scene.cloneOf(publisher, "past");
        publisher.add("v2", "two", "-p").succeeds();

        assertThat(refusal(targetsAndSnapshotOf(past)).errorCode()).isEqualTo("VERSION");
        assertThat(consumer.names()).containsExactly("v1", "v2");
    }

    @Test
    void a_replay_of_the_current_documents_is_refused() {
        assertThat(refusal(targetsAndSnapshotOf(publisher)).errorCode()).isEqualTo("VERSION");
    }

    @Test
    void a_change_nobody_signed_is_refused() throws IOException {
        var targets = Files.readString(publisher.cached("targets"));
        var forged = targets.replace("\"version\":", "\"version\":1").replace("v1", "w1");

        var refusal = refusal(new Upload().with("targets", forged));

        assertThat(refusal.errorCode()).isEqualTo("INVALID_UPDATE");
        assertThat(refusal.json().at("/errors/0/detail/Name").asString())
                .isEqualTo("ErrBadTargets");
    }

    @Test
    void targets_without_a_snapshot_are_refused_while_the_publisher_holds_its_key() {
        publisher.add("v2", "two", "-p").succeeds();
        var targetsAlone = new Upload().with("targets", publisher.cached("targets"));

        assertThat(refusal(targetsAlone).errorCode()).isEqualTo("INVALID_UPDATE");
    }

    @Test
    void a_body_that_is_not_multipart_is_refused() {
        var answer = scene.wire().post(publications(), "application/json", "{}");

        assertThat(refused(answer).errorCode()).isEqualTo("MALFORMED_UPLOAD");
    }

    @Test
    void a_part_that_is_not_json_is_refused() {
        assertThat(refusal(new Upload().with("targets", "{nope")).errorCode())
                .isEqualTo("MALFORMED_JSON");
    }

    @Test
    void a_part_for_no_known_role_is_refused() {
        assertThat(refusal(new Upload().with("nosuch", "{}")).errorCode())
                .isEqualTo("INVALID_ROLE");
    }

    @Test
    void a_first_publication_without_a_root_is_refused() {
        var answer =
                scene.wire()
                        .publish(
                                scene.freshGun(),
                                new Upload().with("targets", publisher.cached("targets")));

        assertThat(refused(answer).errorCode()).isEqualTo("INVALID_UPDATE");
    }

    @Test
    void the_root_of_another_collection_is_refused() {
        var stolen = targetsAndSnapshotOf(publisher).with("root", publisher.cached("root"));

        var refusal = refused(scene.wire().publish(scene.freshGun(), stolen));

        assertThat(refusal.errorCode()).isEqualTo("INVALID_UPDATE");
        assertThat(refusal.json().at("/errors/0/detail/Name").asString()).isEqualTo("ErrBadRoot");
    }

    private static Upload targetsAndSnapshotOf(NotaryClient machine) {
        return new Upload()
                .with("targets", machine.cached("targets"))
                .with("snapshot", machine.cached("snapshot"));
    }

    private Answer refusal(Upload upload) {
        return refused(scene.wire().publish(scene.gun(), upload));
    }

    private static Answer refused(Answer answer) {
        assertThat(answer.is(400).text()).hasSizeLessThan(READ_BY_CLIENTS);
        assertThat(answer.json().path("errors").size()).isEqualTo(1);
        return answer;
    }

    private String publications() {
        return "/v2/" + scene.gun() + "/_trust/tuf/";
    }
}
