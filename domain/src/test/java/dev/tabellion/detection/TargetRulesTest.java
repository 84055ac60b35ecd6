package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What targets metadata says of targets, and of whom it delegates to. */
class TargetRulesTest {
    private static final String DIGEST = "ab".repeat(32);

    private final Stage stage = Stage.healthy();
    private final PocketKey one = Stage.key();
    private final PocketKey two = Stage.key();

    @Test
    @Speaks(
            value = "SEMANTIC_ROLLBACK",
            cells = {"C4×A2", "C4×A5"})
    void a_target_with_a_content_that_it_once_had_is_found() {
        holds(2, "latest", "good");
        holds(3, "latest", "better");
        holds(4, "latest", "good");
        assertThat(stage.spoke()).containsExactly("SEMANTIC_ROLLBACK");
        assertThat(stage.found("SEMANTIC_ROLLBACK").facts()).containsEntry("targets", "[latest]");
    }

    @Test
    @Speaks(value = "SEMANTIC_ROLLBACK", cells = "C4×A2")
    void one_that_was_taken_away_and_is_there_again_is_found() {
        holds(2, "latest", "good");
        stage.showAll(3, Map.of(), List.of());
        holds(4, "latest", "good");
        assertThat(stage.spoke()).containsExactly("SEMANTIC_ROLLBACK");
    }

    @Test
    @Quiet("SEMANTIC_ROLLBACK")
    void one_that_goes_on_is_not() {
        holds(2, "latest", "good");
        holds(3, "latest", "better");
        holds(4, "other", "good");
        holds(5, "latest", "best");
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "TARGET_CHANGED",
            cells = {"C4×A1", "C4×A7"})
    void a_changed_target_whose_name_is_a_digest_is_found() {
        holds(2, DIGEST, "good");
        holds(3, DIGEST, "bad");
        assertThat(stage.spoke()).containsExactly("TARGET_CHANGED");
    }

    @Test
    @Speaks(
            value = "TARGET_CHANGED",
            cells = {"C4×A1", "C4×A7"})
    void a_tag_that_somebody_new_changes_is_found() {
        delegates(2, Stage.delegation("team", "team/*", one));
        stage.showDelegated("team", 1, Map.of("team/latest", Stage.target("good")), one);
        delegates(3, Stage.delegation("team", "team/*", one, two));
        stage.showDelegated("team", 2, Map.of("team/latest", Stage.target("better")), two);
        assertThat(stage.found("TARGET_CHANGED").severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    @Speaks("TARGET_CHANGED")
    void whom_a_root_named_for_it_is_a_note() {
        holds(2, "latest", "good");
        stage.names(RoleName.TARGETS, 1, two).showRoot(2, stage.root);
        stage.show(
                "3.targets.json",
                stage.targets(3, Map.of("latest", Stage.target("better")), List.of()),
                two);
        assertThat(stage.found("TARGET_CHANGED").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    @Speaks("TARGET_CHANGED")
    void one_of_several_signers_who_pushes_for_the_first_time_is_a_note() {
        delegates(2, Stage.delegation("team", "team/*", one, two));
        stage.showDelegated("team", 1, Map.of("team/latest", Stage.target("good")), one);
        delegates(3, Stage.delegation("team", "team/*", one, two)); // renewed
        stage.showDelegated("team", 2, Map.of("team/latest", Stage.target("better")), two);
        assertThat(stage.found("TARGET_CHANGED").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    @Quiet("TARGET_CHANGED")
    void a_signer_who_is_known_or_says_nothing_else_at_first_is_not() {
        delegates(2, Stage.delegation("team", "team/*", one, two));
        stage.showDelegated("team", 1, Map.of("team/latest", Stage.target("good")), one);
        stage.showDelegated("team", 2, Map.of("team/latest", Stage.target("good")), two);
        stage.showDelegated("team", 3, Map.of("team/latest", Stage.target("better")), two);
        stage.showDelegated("team", 4, Map.of("team/latest", Stage.target("best")), one);
        assertThat(stage.spoke()).doesNotContain("TARGET_CHANGED");
    }

    @Test
    @Quiet("TARGET_CHANGED")
    void a_tag_may_change() {
        holds(2, "v1.0", "good");
        holds(3, "v1.0", "better");
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(value = "TARGET_OUTSIDE_DELEGATION", cells = "C3×A9")
    void a_target_that_nobody_entrusted_to_a_role_is_found() {
        team("other/v1");
        assertThat(stage.spoke()).containsExactly("DELEGATION_ADDED", "TARGET_OUTSIDE_DELEGATION");
    }

    @Test
    @Quiet("TARGET_OUTSIDE_DELEGATION")
    void one_that_was_is_not() {
        team("team/v1");
        assertThat(stage.spoke()).containsExactly("DELEGATION_ADDED");
    }

    @Test
    @Speaks(value = "DELEGATION_ADDED", cells = "C4×A9")
    void a_new_delegation_is_a_note() {
        delegates(2, Stage.delegation("team", "team/*", one));
        assertThat(stage.spoke()).containsExactly("DELEGATION_ADDED");
        assertThat(stage.found("DELEGATION_ADDED").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    @Quiet({"DELEGATION_ADDED", "DELEGATION_KEYS_CHANGED"})
    void what_was_there_before_is_not() {
        delegates(2, Stage.delegation("team", "team/*", one));
        delegates(3, Stage.delegation("team", "team/*", one));
        assertThat(stage.spoke()).containsExactly("DELEGATION_ADDED");
    }

    @Test
    @Speaks(value = "DELEGATION_SHADOWS", cells = "C4×A9")
    void so_many_that_nobody_can_look_at_all_are_told_and_take_no_time() {
        List<Delegation> old = new ArrayList<>();
        List<Delegation> turned = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            old.add(Stage.delegation("team" + i, "*/*" + "a".repeat(60) + i, one));
            turned.addFirst(old.getLast());
        }
        delegates(2, old.toArray(Delegation[]::new));
        assertTimeout(Duration.ofSeconds(5), () -> delegates(3, turned.toArray(Delegation[]::new)));
        assertThat(stage.found("DELEGATION_SHADOWS").facts()).containsKey("unlooked");
        assertThat(stage.found("DELEGATION_SHADOWS").severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    @Quiet("DELEGATION_SHADOWS")
    void many_that_are_added_at_the_end_are_looked_at() {
        List<Delegation> delegations = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            delegations.add(Stage.delegation("team" + i, "*", one));
        }
        delegates(2, delegations.subList(0, 4_000).toArray(Delegation[]::new));
        delegates(3, delegations.toArray(Delegation[]::new));
        assertThat(stage.spoke()).doesNotContain("DELEGATION_SHADOWS");
    }

    @Test
    @Speaks(value = "DELEGATION_KEYS_CHANGED", cells = "C4×A9")
    void others_in_the_place_of_all_signers_are_found() {
        delegates(2, Stage.delegation("team", "team/*", one));
        delegates(3, Stage.delegation("team", "team/*", two));
        assertThat(stage.found("DELEGATION_KEYS_CHANGED").severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    @Speaks("DELEGATION_KEYS_CHANGED")
    void one_more_signer_is_a_note() {
        delegates(2, Stage.delegation("team", "team/*", one));
        delegates(3, Stage.delegation("team", "team/*", one, two));
        assertThat(stage.found("DELEGATION_KEYS_CHANGED").severity()).isEqualTo(Severity.INFO);
    }

    @Test
    @Speaks(value = "DELEGATION_WILDCARD", cells = "C4×A9")
    void a_delegation_of_everything_is_found() {
        delegates(2, Stage.delegation("all", "*", one));
        assertThat(stage.spoke()).contains("DELEGATION_WILDCARD");
        delegates(3, Stage.delegation("all", "*", one));
        stage.found("DELEGATION_WILDCARD"); // told once
    }

    @Test
    @Quiet("DELEGATION_WILDCARD")
    void one_of_something_is_not() {
        delegates(2, Stage.delegation("some", "some/*", one));
        assertThat(stage.spoke()).containsExactly("DELEGATION_ADDED");
    }

    @Test
    @Speaks(value = "DELEGATION_SHADOWS", cells = "C4×A9")
    void a_role_put_before_an_older_one_is_found() {
        delegates(2, Stage.delegation("team", "team/*", one));
        delegates(3, Stage.delegation("evil", "*/*", two), Stage.delegation("team", "team/*", one));
        assertThat(stage.spoke()).contains("DELEGATION_SHADOWS");
    }

    @Test
    @Speaks(value = "DELEGATION_SHADOWS", cells = "C4×A9")
    void a_role_moved_before_another_is_found() {
        Delegation team = Stage.delegation("team", "team/*", one);
        Delegation evil = Stage.delegation("evil", "*/*", two);
        delegates(2, team, evil);
        delegates(3, evil, team);
        assertThat(stage.spoke()).contains("DELEGATION_SHADOWS");
    }

    @Test
    @Quiet("DELEGATION_SHADOWS")
    void a_role_put_behind_the_others_is_not() {
        delegates(2, Stage.delegation("team", "team/*", one));
        delegates(3, Stage.delegation("team", "team/*", one), Stage.delegation("late", "*/*", two));
        delegates(4, Stage.delegation("late", "*/*", two)); // the older one went
        assertThat(stage.spoke()).doesNotContain("DELEGATION_SHADOWS");
    }

    @Test
    @Speaks(value = "TERMINATING_FLIPPED", cells = "C4×A9")
    void a_delegation_that_became_the_last_word_is_found() {
        delegates(2, Stage.delegation("team", "team/*", one));
        delegates(3, Stage.delegation("team", "team/*", true, one));
        assertThat(stage.spoke()).contains("TERMINATING_FLIPPED");
    }

    @Test
    @Quiet("TERMINATING_FLIPPED")
    void one_that_always_was_is_not() {
        delegates(2, Stage.delegation("team", "team/*", true, one));
        delegates(3, Stage.delegation("team", "team/*", true, one, two));
        assertThat(stage.spoke()).doesNotContain("TERMINATING_FLIPPED");
    }

    @Test
    @Speaks(value = "DELEGATION_DIAMOND_KEYS_DIFFER", cells = "C3×A9")
    void one_role_by_two_words_with_different_keys_is_found() {
        diamond(two);
        assertThat(stage.spoke()).contains("DELEGATION_DIAMOND_KEYS_DIFFER");
    }

    @Test
    @Quiet({"DELEGATION_DIAMOND_KEYS_DIFFER", "DELEGATION_CYCLE"})
    void one_role_by_two_words_with_the_same_keys_is_not() {
        diamond(one);
        assertThat(stage.spoke())
                .doesNotContain("DELEGATION_DIAMOND_KEYS_DIFFER", "DELEGATION_CYCLE");
    }

    @Test
    @Speaks(value = "DELEGATION_CYCLE", cells = "C3×A9")
    void roles_that_delegate_in_a_circle_are_found() {
        delegates(2, Stage.delegation("left", "*/*", one));
        stage.show(
                "1.left.json",
                stage.targets(1, Map.of(), List.of(Stage.delegation("right", "*/*", two))),
                one);
        stage.show(
                "1.right.json",
                stage.targets(1, Map.of(), List.of(Stage.delegation("left", "*/*", one))),
                two);
        assertThat(stage.spoke()).contains("DELEGATION_CYCLE");
    }

    private void diamond(PocketKey right) {
        PocketKey left = Stage.key();
        PocketKey other = Stage.key();
        delegates(
                2, Stage.delegation("left", "a/*", left), Stage.delegation("right", "b/*", other));
        stage.show(
                "1.left.json",
                stage.targets(1, Map.of(), List.of(Stage.delegation("leaf", "a/*", one))),
                left);
        stage.show(
                "1.right.json",
                stage.targets(1, Map.of(), List.of(Stage.delegation("leaf", "b/*", right))),
                other);
    }

    private void holds(int version, String path, String content) {
        stage.showAll(version, Map.of(path, Stage.target(content)), List.of());
    }

    private void team(String path) {
        Map<String, Target> held = Map.of(path, Stage.target("x"));
        Bytes team = Stage.signed(stage.targets(1, held, List.of()), one);
        stage.lists(new RoleName("team"), 1, team);
        stage.showAll(2, Map.of(), List.of(Stage.delegation("team", "team/*", one)));
        stage.eye.sees("1.team.json", team);
    }

    /** All of them in the snapshot, as if each had said something. */
    private void delegates(int version, Delegation... delegations) {
        for (Delegation each : delegations) {
            stage.lists(each.name(), 1, Bytes.utf8("a document of " + each.name()));
        }
        stage.showAll(version, Map.of(), Arrays.asList(delegations));
    }
}
