package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an eye is shown whether or not anybody should believe it. */
class SightRulesTest {
    private final Stage stage = Stage.healthy();
    private final PocketKey stranger = Stage.key();

    @Test
    @Speaks(value = "SIGNATURE_INVALID", cells = "C0×A1")
    void a_signature_that_the_key_did_not_make_is_found() {
        stage.show("2.targets.json", nothing(2), stranger.called(stage.targets.id().value()));
        assertThat(stage.spoke()).containsExactly("THRESHOLD_NOT_MET", "SIGNATURE_INVALID");
        assertThat(stage.found("SIGNATURE_INVALID").severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    @Speaks("SIGNATURE_INVALID")
    void beside_enough_good_ones_it_is_less_grave() {
        PocketKey second = Stage.key();
        stage.names(RoleName.TARGETS, 1, stage.targets, second).showRoot(2, stage.root);
        stage.show(
                "2.targets.json", nothing(2), stage.targets, stranger.called(second.id().value()));
        assertThat(stage.found("SIGNATURE_INVALID").severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    @Speaks(value = "SIGNATURE_UNKNOWN_KEY", cells = "C0×A1")
    void a_signature_by_a_strangers_key_is_found() {
        stage.show("2.targets.json", nothing(2), stranger);
        assertThat(stage.spoke()).containsExactly("THRESHOLD_NOT_MET", "SIGNATURE_UNKNOWN_KEY");
    }

    @Test
    @Quiet({"SIGNATURE_UNKNOWN_KEY", "SIGNATURE_INVALID", "ROOT_CHAIN_BROKEN"})
    void a_root_with_a_signature_for_those_who_come_late_is_not() {
        stage.showRoot(2, stage.root, stranger);
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(value = "THRESHOLD_NOT_MET", cells = "C0×A1")
    void a_document_with_too_few_signatures_is_found() {
        PocketKey second = Stage.key();
        stage.names(RoleName.TARGETS, 2, stage.targets, second).showRoot(2, stage.root);
        stage.show("2.targets.json", nothing(2), stage.targets);
        assertThat(stage.found("THRESHOLD_NOT_MET").facts())
                .containsEntry("needed", "2")
                .containsEntry("valid", "1");
    }

    @Test
    @Quiet({"THRESHOLD_NOT_MET", "DUPLICATE_SIGNATURE", "TYPE_MISMATCH", "VERSION_NAME_MISMATCH"})
    void a_document_with_all_of_them_is_not() {
        PocketKey second = Stage.key();
        stage.names(RoleName.TARGETS, 2, stage.targets, second).showRoot(2, stage.root);
        stage.show("2.targets.json", nothing(2), stage.targets, second);
        assertThat(stage.spoke()).containsExactly("ROLE_KEYS_CHANGED");
    }

    @Test
    @Speaks("ROOT_CHAIN_BROKEN")
    void a_strangers_root_is_found_and_is_not_critical() {
        stage.names(RoleName.ROOT, 1, stranger).showRoot(2, stranger);
        assertThat(stage.found("ROOT_CHAIN_BROKEN").severity()).isEqualTo(Severity.HIGH);
        assertThat(stage.stakeout.findings()).noneMatch(f -> f.severity() == Severity.CRITICAL);
    }

    @Test
    @Speaks(
            value = "ROOT_CHAIN_BROKEN",
            cells = {"C8×A10", "C12×A10"})
    void a_root_that_too_few_of_those_before_signed_is() {
        PocketKey second = Stage.key();
        stage.names(RoleName.ROOT, 2, stage.root, second).showRoot(2, stage.root, second);
        stage.names(RoleName.ROOT, 1, stranger).showRoot(3, stranger, second);
        assertThat(stage.found("ROOT_CHAIN_BROKEN").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Speaks(value = "DUPLICATE_SIGNATURE", cells = "C0×A1")
    void one_key_that_signed_twice_is_found() {
        stage.show("2.targets.json", nothing(2), stage.targets, stage.targets);
        assertThat(stage.spoke()).containsExactly("DUPLICATE_SIGNATURE");
    }

    @Test
    @Speaks(value = "TYPE_MISMATCH", cells = "C0×A1")
    void a_snapshot_in_the_place_of_a_timestamp_is_found() {
        stage.show("timestamp.json", stage.snapshot(2), stage.timestamp, stage.snapshot);
        assertThat(stage.spoke()).containsExactly("TYPE_MISMATCH");
    }

    @Test
    @Speaks(value = "VERSION_NAME_MISMATCH", cells = "C8×A10")
    void a_file_of_another_version_than_its_name_says_is_found() {
        stage.show("2.targets.json", nothing(3), stage.targets);
        assertThat(stage.spoke()).containsExactly("VERSION_NAME_MISMATCH");
    }

    @Test
    @Speaks(
            value = "METADATA_TOO_LONG",
            cells = {"C0×A6", "C8×A6"})
    void a_timestamp_longer_than_clients_take_is_found() {
        stage.eye.seesAgain("timestamp.json", Bytes.utf8(" ".repeat(16_385)), "malformed");
        assertThat(stage.spoke()).containsExactly("METADATA_TOO_LONG");
    }

    @Test
    @Quiet("METADATA_TOO_LONG")
    void targets_as_long_are_not() {
        stage.eye.seesAgain("2.targets.json", Bytes.utf8(" ".repeat(16_385)), "malformed");
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(value = "TARGET_BYTES_MISMATCH", cells = "C1×A13")
    void other_bytes_than_the_targets_metadata_describes_are_found() {
        holds("v1", Stage.target("good"));
        stage.eye.fetches(RoleName.TARGETS, "v1", Bytes.utf8("evil"));
        assertThat(stage.found("TARGET_BYTES_MISMATCH").severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    @Quiet("TARGET_BYTES_MISMATCH")
    void the_bytes_that_it_describes_are_not() {
        holds("v1", Stage.target("good"));
        stage.eye.fetches(RoleName.TARGETS, "v1", Bytes.utf8("good"));
        stage.eye.fetches(RoleName.TARGETS, "v2", Bytes.utf8("of which nobody speaks"));
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "EXPIRED_SEEN",
            cells = {"C0×A3", "C8×A3", "C10×A3"})
    void a_timestamp_that_is_served_after_its_time_is_found() {
        Bytes file = stage.show("timestamp.json", stage.timestamp(2, meta(1)), stage.timestamp);
        stage.pass(Duration.ofDays(11));
        stage.eye.seesAgain("timestamp.json", file, "expired");
        assertThat(stage.spoke()).contains("EXPIRED_SEEN");
    }

    @Test
    @Speaks("EXPIRED_SEEN")
    void a_root_that_expired_and_has_no_successor_is_found_with_the_next_timestamp() {
        stage.pass(Duration.ofDays(11));
        stage.show("timestamp.json", stage.timestamp(2, meta(1)), stage.timestamp);
        assertThat(stage.found("EXPIRED_SEEN").facts()).containsEntry("role", "root");
    }

    @Test
    @Quiet("EXPIRED_SEEN")
    void an_old_root_on_the_way_to_the_newest_is_not() {
        Bytes first = Stage.signed(stage.root(2), stage.root);
        stage.pass(Duration.ofDays(11));
        stage.eye.sees("2.root.json", first);
        stage.showRoot(3, stage.root);
        stage.show("timestamp.json", stage.timestamp(2, meta(1)), stage.timestamp);
        assertThat(stage.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "SLOW_OR_ENDLESS",
            cells = {"C0×A6", "C1×A6"})
    void what_has_no_end_is_found() {
        stage.eye.getsNone("2.targets.json", 1 << 30, Judgement.TOO_LONG);
        assertThat(stage.spoke()).contains("SLOW_OR_ENDLESS");
    }

    @Test
    @Speaks(value = "SLOW_OR_ENDLESS", cells = "C0×A6")
    void what_comes_drop_by_drop_is_found() {
        stage.eye.getsNone("timestamp.json", 12, Judgement.TOO_SLOW);
        assertThat(stage.spoke()).containsExactly("SLOW_OR_ENDLESS");
    }

    @Test
    @Quiet("SLOW_OR_ENDLESS")
    void what_comes_is_not() {
        stage.show("timestamp.json", stage.timestamp(2, meta(1)), stage.timestamp);
        assertThat(stage.spoke()).isEmpty();
    }

    private dev.tabellion.tuf.Targets nothing(int version) {
        return stage.targets(version, Map.of(), List.of());
    }

    private static dev.tabellion.tuf.FileMeta meta(int version) {
        return dev.tabellion.tuf.FileMeta.ofVersion(new dev.tabellion.tuf.Version(version));
    }

    private void holds(String path, Target target) {
        stage.showAll(2, Map.of(path, target), List.of());
    }
}
