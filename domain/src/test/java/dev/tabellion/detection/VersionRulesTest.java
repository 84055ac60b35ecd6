package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Versions, what documents say of one another, and keys that were taken away. */
class VersionRulesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = Stage.healthy();

    @Test
    @Speaks(
            value = "VERSION_ROLLBACK",
            cells = {"C7×A2", "C0×A2"})
    void an_older_version_after_a_newer_one_is_found() {
        release(2);
        release(3);
        stage.pass(HOUR)
                .show("2.targets.json", stage.targets(2, Map.of(), List.of()), stage.targets);
        assertThat(stage.found("VERSION_ROLLBACK").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Speaks(value = "VERSION_ROLLBACK", cells = "C7×A2")
    void a_snapshot_that_names_an_older_version_is_found_before_anybody_fetches_that() {
        Bytes first =
                stage.show("1.targets.json", stage.targets(1, Map.of(), List.of()), stage.targets);
        release(2);
        release(3);
        stage.pass(HOUR).lists(RoleName.TARGETS, 1, first).showReferrers(4);
        assertThat(stage.found("VERSION_ROLLBACK").facts())
                .containsEntry("named", "targets")
                .containsEntry("namedVersion", "1")
                .containsEntry("highest", "3");
    }

    @Test
    @Quiet("VERSION_ROLLBACK")
    void newer_versions_are_not() {
        release(2);
        release(5);
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "VERSION_REUSED",
            cells = {"C7×A12", "C12×A12"})
    void two_documents_of_one_version_are_found() {
        stage.showAll(2, Map.of("v1", Stage.target("one")), List.of());
        stage.show(
                "2.targets.json",
                stage.targets(2, Map.of("v1", Stage.target("other")), List.of()),
                stage.targets);
        assertThat(stage.found("VERSION_REUSED").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Quiet("VERSION_REUSED")
    void a_signature_added_to_the_same_words_is_a_note() {
        PocketKey one = Stage.key();
        stage.names(RoleName.TIMESTAMP, 1, stage.timestamp, one).showRoot(2, stage.root);
        FileMeta named = FileMeta.ofVersion(new Version(1));
        var words = stage.timestamp(2, named);
        stage.show("timestamp.json", words, stage.timestamp);
        stage.show("timestamp.json", words, stage.timestamp, one);
        assertThat(stage.found("VERSION_REUSED").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    @Speaks(
            value = "VERSION_JUMP",
            cells = {"C4×A4", "C7×A4"})
    void a_version_far_ahead_is_found() {
        release(102);
        assertThat(stage.spoke()).contains("VERSION_JUMP");
        assertThat(stage.stakeout.findings()).allMatch(f -> f.severity() == Severity.HIGH);
    }

    @Test
    @Quiet("VERSION_JUMP")
    void versions_that_nobody_looked_at_are_not() {
        release(101);
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(value = "VERSION_RESET_AFTER_ROTATION", cells = "C12×A2")
    @Quiet("VERSION_ROLLBACK")
    void a_version_set_back_after_a_rotation_is_found_for_what_it_is() {
        release(7);
        PocketKey fresh = Stage.key();
        stage.names(RoleName.SNAPSHOT, 1, fresh).showRoot(2, stage.root);
        stage.show("1.snapshot.json", stage.snapshot(1), fresh);
        assertThat(stage.spoke())
                .containsExactly("ROLE_KEYS_CHANGED", "VERSION_RESET_AFTER_ROTATION");
    }

    @Test
    @Quiet("VERSION_RESET_AFTER_ROTATION")
    void versions_that_go_on_after_a_rotation_are_not() {
        release(7);
        PocketKey fresh = Stage.key();
        stage.names(RoleName.SNAPSHOT, 1, fresh).showRoot(2, stage.root);
        stage.show("8.snapshot.json", stage.snapshot(8), fresh);
        assertThat(stage.spoke()).containsExactly("ROLE_KEYS_CHANGED");
    }

    @Test
    @Speaks(
            value = "REVOKED_KEY_USED",
            cells = {"C4×A1", "C6×A3"})
    void a_key_that_was_taken_away_and_still_signs_is_found() {
        PocketKey fresh = Stage.key();
        stage.names(RoleName.TARGETS, 1, fresh).showRoot(2, stage.root);
        stage.show("2.targets.json", stage.targets(2, Map.of(), List.of()), stage.targets);
        Finding found = stage.found("REVOKED_KEY_USED");
        assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found.exhibits()).contains(new Exhibit.Key(stage.targets.id()));
    }

    @Test
    @Quiet("REVOKED_KEY_USED")
    void what_it_signed_before_is_not() {
        Bytes first =
                stage.show("1.targets.json", stage.targets(1, Map.of(), List.of()), stage.targets);
        PocketKey fresh = Stage.key();
        stage.names(RoleName.TARGETS, 1, fresh).showRoot(2, stage.root);
        stage.eye.seesAgain("1.targets.json", first, "below-threshold");
        assertThat(stage.spoke()).doesNotContain("REVOKED_KEY_USED");
    }

    @Test
    @Speaks(
            value = "META_MISMATCH",
            cells = {"C7×A5", "C5×A5"})
    void another_file_than_its_referrer_names_is_found() {
        Bytes named = Stage.signed(stage.targets(2, Map.of(), List.of()), stage.targets);
        stage.lists(RoleName.TARGETS, 2, named).showReferrers(2);
        stage.pass(HOUR)
                .show("2.targets.json", stage.targets(2, Map.of(), List.of()), stage.targets);
        assertThat(stage.spoke()).containsExactly("META_MISMATCH");
    }

    @Test
    @Quiet("META_MISMATCH")
    void the_file_that_is_named_is_not() {
        release(2);
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "META_MISSING",
            cells = {"C0×A13", "C7×A13"})
    void a_file_that_is_named_and_not_there_is_found() {
        stage.eye.getsNone("2.snapshot.json", 0, "missing");
        assertThat(stage.spoke()).containsExactly("META_MISSING");
    }

    @Test
    @Quiet("META_MISSING")
    void the_next_root_that_is_not_there_is_not() {
        stage.eye.getsNone("2.root.json", 0, "accepted");
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "SNAPSHOT_ROLE_REMOVED",
            cells = {"C5×A13", "C7×A13"})
    void a_role_that_a_snapshot_no_longer_names_is_found() {
        delegated(2);
        stage.listsNoMore(new RoleName("team")).showReferrers(3);
        assertThat(stage.spoke()).containsExactly("DELEGATION_ADDED", "SNAPSHOT_ROLE_REMOVED");
    }

    @Test
    @Quiet("SNAPSHOT_ROLE_REMOVED")
    void one_that_it_still_names_is_not() {
        delegated(2);
        stage.showReferrers(3);
        assertThat(stage.spoke()).containsExactly("DELEGATION_ADDED");
    }

    @Test
    @Speaks(
            value = "DELEGATION_NOT_IN_SNAPSHOT",
            cells = {"C5×A5", "C7×A13"})
    void a_delegation_that_the_snapshot_does_not_name_is_found() {
        stage.showAll(2, Map.of(), List.of(Stage.delegation("team", "team/*", Stage.key())));
        assertThat(stage.spoke()).contains("DELEGATION_NOT_IN_SNAPSHOT");
    }

    @Test
    @Quiet("DELEGATION_NOT_IN_SNAPSHOT")
    void one_that_it_names_is_not() {
        delegated(2);
        assertThat(stage.spoke()).containsExactly("DELEGATION_ADDED");
    }

    private void release(int version) {
        stage.showAll(version, Map.of("v" + version, Stage.target("v" + version)), List.of());
    }

    private void delegated(int version) {
        PocketKey key = Stage.key();
        Bytes team = Stage.signed(stage.targets(1, Map.of(), List.of()), key);
        stage.lists(new RoleName("team"), 1, team);
        stage.showAll(version, Map.of(), List.of(Stage.delegation("team", "team/*", key)));
        stage.eye.sees("1.team.json", team);
    }
}
