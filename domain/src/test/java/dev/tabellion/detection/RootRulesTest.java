package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.pocket.PocketKey;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What roots and other delegators say of keys, as an eye sees it at another's repository. */
class RootRulesTest {
    private final Stage stage = Stage.healthy();
    private final PocketKey one = Stage.key();
    private final PocketKey two = Stage.key();

    @Test
    @Quiet({"EXPIRED_SEEN", "ROOT_CHAIN_BROKEN", "THRESHOLD_NOT_MET", "META_MISMATCH"})
    void a_healthy_repository_is_no_finding() {
        stage.showAll(2, Map.of("v1", Stage.target("v1")), List.of());
        stage.showRoot(2, stage.root);
        stage.showAll(3, Map.of("v1", Stage.target("v1")), List.of());
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(value = "ROOT_KEYS_CHANGED", cells = "C12×A10")
    @Quiet("ROOT_CHAIN_BROKEN")
    void a_root_ceremony_is_a_note() {
        stage.names(RoleName.ROOT, 1, one).showRoot(2, stage.root, one);
        assertThat(stage.spoke()).containsExactly("ROOT_KEYS_CHANGED");
        assertThat(stage.found("ROOT_KEYS_CHANGED").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    @Quiet({"ROOT_KEYS_CHANGED", "ROLE_KEYS_CHANGED"})
    void a_root_that_only_lives_on_is_not() {
        stage.showRoot(2, stage.root);
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "ROLE_KEYS_CHANGED",
            cells = {"C12×A8", "C12×A10"})
    void another_key_for_timestamps_is_a_note() {
        stage.names(RoleName.TIMESTAMP, 1, one).showRoot(2, stage.root);
        assertThat(stage.spoke()).containsExactly("ROLE_KEYS_CHANGED");
        assertThat(stage.found("ROLE_KEYS_CHANGED").severity()).isEqualTo(Severity.INFO);
        assertThat(stage.found("ROLE_KEYS_CHANGED").facts())
                .containsEntry(
                        "of timestamp",
                        "1 of [" + stage.timestamp.id() + "] -> 1 of [" + one.id() + "]");
    }

    @Test
    @Speaks(value = "THRESHOLD_LOWERED", cells = "C12×A10")
    void fewer_signatures_than_before_are_found() {
        stage.names(RoleName.TARGETS, 2, stage.targets, one).showRoot(2, stage.root);
        stage.names(RoleName.TARGETS, 1, stage.targets, one).showRoot(3, stage.root);
        assertThat(stage.spoke()).containsExactly("ROLE_KEYS_CHANGED", "THRESHOLD_LOWERED");
    }

    @Test
    @Quiet("THRESHOLD_LOWERED")
    void more_signatures_than_before_are_not() {
        stage.names(RoleName.TARGETS, 2, stage.targets, one).showRoot(2, stage.root);
        assertThat(stage.spoke()).containsExactly("ROLE_KEYS_CHANGED");
    }

    @Test
    @Speaks(value = "THRESHOLD_UNSATISFIABLE", cells = "C12×A13")
    void more_signatures_than_holders_of_keys_are_found() {
        stage.names(RoleName.TARGETS, 3, stage.targets, one).showRoot(2, stage.root);
        assertThat(stage.spoke()).contains("THRESHOLD_UNSATISFIABLE");
    }

    @Test
    @Quiet("THRESHOLD_UNSATISFIABLE")
    void a_delegation_whose_last_key_was_taken_is_not() {
        stage.showAll(2, Map.of(), List.of(Stage.delegation("team", "team/*")));
        assertThat(stage.spoke()).doesNotContain("THRESHOLD_UNSATISFIABLE");
    }

    @Test
    @Speaks(value = "DUPLICATE_KEY_MATERIAL", cells = "C12×A1")
    void one_key_under_two_names_that_meets_a_threshold_of_two_is_found() {
        PocketKey again = stage.targets.called("another");
        stage.names(RoleName.TARGETS, 2, stage.targets, again).showRoot(2, stage.root);
        assertThat(stage.found("DUPLICATE_KEY_MATERIAL").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Speaks("DUPLICATE_KEY_MATERIAL")
    void where_one_signature_is_enough_it_is_a_note() {
        PocketKey again = stage.targets.called("another");
        stage.names(RoleName.TARGETS, 1, stage.targets, again).showRoot(2, stage.root);
        assertThat(stage.found("DUPLICATE_KEY_MATERIAL").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    @Quiet("DUPLICATE_KEY_MATERIAL")
    void two_keys_are_not_one() {
        stage.names(RoleName.TARGETS, 2, one, two).showRoot(2, stage.root);
        assertThat(stage.spoke()).containsExactly("ROLE_KEYS_CHANGED");
    }

    @Test
    @Speaks(value = "KEY_SHARED_BETWEEN_ROLES", cells = "C12×A10")
    void a_timestamps_key_that_may_sign_root_is_found() {
        stage.names(RoleName.ROOT, 1, stage.root, stage.timestamp).showRoot(2, stage.root);
        assertThat(stage.found("KEY_SHARED_BETWEEN_ROLES").severity()).isEqualTo(Severity.CRITICAL);
        stage.showRoot(3, stage.root); // it is told once
        stage.found("KEY_SHARED_BETWEEN_ROLES");
    }

    @Test
    @Speaks("KEY_SHARED_BETWEEN_ROLES")
    void people_who_sign_root_and_targets_are_a_note() {
        stage.names(RoleName.TARGETS, 1, stage.root).showRoot(2, stage.root);
        assertThat(stage.found("KEY_SHARED_BETWEEN_ROLES").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    @Speaks("KEY_SHARED_BETWEEN_ROLES")
    void a_delegation_to_a_timestamps_key_is_found() {
        stage.showAll(2, Map.of(), List.of(Stage.delegation("team", "team/*", stage.timestamp)));
        assertThat(stage.found("KEY_SHARED_BETWEEN_ROLES").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Quiet("KEY_SHARED_BETWEEN_ROLES")
    void one_machine_for_snapshots_and_timestamps_is_usual() {
        stage.names(RoleName.SNAPSHOT, 1, stage.timestamp).showRoot(2, stage.root);
        assertThat(stage.spoke()).containsExactly("ROLE_KEYS_CHANGED");
    }

    @Test
    @Speaks("ALGORITHM_DOWNGRADE")
    void a_short_rsa_key_is_found() {
        stage.names(RoleName.TARGETS, 1, PocketKey.rsa(1024).forTuf()).showRoot(2, stage.root);
        assertThat(stage.spoke()).contains("ALGORITHM_DOWNGRADE");
    }

    @Test
    @Quiet("ALGORITHM_DOWNGRADE")
    void a_usual_one_is_not() {
        stage.names(RoleName.TARGETS, 1, PocketKey.rsa(2048).forTuf()).showRoot(2, stage.root);
        assertThat(stage.spoke()).containsExactly("ROLE_KEYS_CHANGED");
    }

    @Test
    @Speaks(value = "CONSISTENT_SNAPSHOT_OFF", cells = "C12×A5")
    void consistent_snapshots_turned_off_are_found() {
        stage.inconsistent().showRoot(2, stage.root);
        assertThat(stage.spoke()).containsExactly("CONSISTENT_SNAPSHOT_OFF");
    }

    @Test
    @Quiet("CONSISTENT_SNAPSHOT_OFF")
    void a_repository_that_never_had_them_is_not() {
        Stage other = new Stage().inconsistent();
        other.showRoot(1, other.root);
        other.showRoot(2, other.root);
        assertThat(other.spoke()).isEmpty();
    }

    @Test
    void how_anothers_repository_came_to_be_is_at_most_a_note() {
        Stage other = new Stage();
        other.names(RoleName.TIMESTAMP, 2, other.timestamp, one).showRoot(1, other.root);
        other.names(RoleName.TIMESTAMP, 1, other.root).showRoot(2, other.root);
        assertThat(other.spoke()).contains("THRESHOLD_LOWERED", "KEY_SHARED_BETWEEN_ROLES");
        assertThat(other.stakeout.findings()).allMatch(f -> f.severity() == Severity.INFO);
    }

    @Test
    @Speaks(value = "ROOT_VERSION_GAP", cells = "C12×A10")
    void a_root_without_the_one_before_it_is_found() {
        stage.showRoot(3, stage.root);
        assertThat(stage.spoke()).containsExactly("ROOT_VERSION_GAP");
    }

    @Test
    @Quiet("ROOT_VERSION_GAP")
    void roots_one_by_one_are_not() {
        stage.showRoot(2, stage.root);
        stage.showRoot(3, stage.root);
        assertThat(stage.spoke()).isEmpty();
    }
}
