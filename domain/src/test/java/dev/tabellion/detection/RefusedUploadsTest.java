package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attacks that the server refuses, and what honest publishers are refused for. */
class RefusedUploadsTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");
    private static final Duration A_WHILE = Duration.ofHours(1);

    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisher();

    RefusedUploadsTest() {
        stakeout.hear(story, story.history());
        upload(publisher.delegate(RELEASES.value(), PocketKey.ecdsa()).firstPublication());
        upload(publisher.addTarget("v2").publication());
        upload(publisher.addTarget("v3").publication());
    }

    @Test
    @Speaks("VERSION_ROLLBACK_REFUSED")
    void an_older_version_is_told() {
        story.pass(A_WHILE);
        upload(publisher.attack().rollBack(RoleName.TARGETS));
        assertThat(stakeout.spoke()).containsExactly("VERSION_ROLLBACK_REFUSED");
    }

    @Test
    @Speaks("VERSION_ROLLBACK_REFUSED")
    void w6_6_a_snapshot_that_points_back_is_told() {
        story.pass(A_WHILE);
        upload(publisher.attack().pointBack(RoleName.TARGETS));
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("VERSION_ROLLBACK_REFUSED");
                            assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
                            assertThat(finding.facts())
                                    .containsEntry("current", "3")
                                    .containsEntry("offered", "2")
                                    .containsEntry("role", "targets");
                        });
    }

    @Test
    @Quiet({"VERSION_ROLLBACK_REFUSED", "VERSION_REUSED_REFUSED"})
    void who_lost_a_race_is_not() {
        upload(publisher.attack().equivocate(RoleName.TARGETS));
        upload(publisher.attack().rollBack(RoleName.TARGETS));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("VERSION_ROLLBACK_REFUSED")
    void who_builds_upon_what_was_replaced_long_ago_lost_no_race() {
        story.pass(A_WHILE);
        upload(publisher.addTarget("v4").publication());
        upload(publisher.attack().pointBack(RoleName.TARGETS)); // at v3, current until now
        assertThat(stakeout.spoke()).isEmpty();
        FileMeta second = FileMeta.of(publisher.publishedAs(RoleName.TARGETS).get(1));
        upload(publisher.attack().misstate(meta -> meta.put(RoleName.TARGETS, second)));
        assertThat(stakeout.spoke()).containsExactly("VERSION_ROLLBACK_REFUSED");
    }

    @Test
    @Speaks(
            value = "PUBLISHER_ANOMALY",
            cells = {"C2×A11", "C4×A1"})
    void who_is_let_in_after_being_refused_is_told() {
        story.pass(A_WHILE);
        upload(publisher.attack().rollBack(RoleName.TARGETS));
        upload(publisher.attack().equivocate(RoleName.SNAPSHOT));
        upload(publisher.addTarget("v4").publication());
        assertThat(stakeout.spoke())
                .containsExactly(
                        "VERSION_ROLLBACK_REFUSED", "VERSION_REUSED_REFUSED", "PUBLISHER_ANOMALY");
        assertThat(stakeout.again()).isEqualTo(stakeout.findings());
    }

    @Test
    @Speaks("PUBLISHER_ANOMALY")
    void an_hour_begins_at_the_last_guess() {
        story.pass(A_WHILE);
        upload(publisher.attack().rollBack(RoleName.TARGETS));
        story.pass(Duration.ofMinutes(59));
        upload(publisher.attack().rollBack(RoleName.TARGETS));
        story.pass(Duration.ofMinutes(2));
        upload(publisher.addTarget("v4").publication());
        assertThat(stakeout.spoke()).contains("PUBLISHER_ANOMALY");
        stakeout.pass(story.now());
        assertThat(stakeout.again()).isEqualTo(stakeout.findings());
    }

    @Test
    @Quiet("PUBLISHER_ANOMALY")
    void who_lost_a_race_before_or_comes_much_later_is_not() {
        upload(publisher.attack().rollBack(RoleName.TARGETS)); // of what is minutes old
        upload(publisher.addTarget("v4").publication());
        assertThat(stakeout.spoke()).isEmpty();
        story.pass(A_WHILE);
        upload(publisher.attack().rollBack(RoleName.TARGETS));
        story.pass(A_WHILE);
        upload(publisher.addTarget("v5").publication());
        assertThat(stakeout.spoke()).doesNotContain("PUBLISHER_ANOMALY");
    }

    @Test
    @Speaks("VERSION_REUSED_REFUSED")
    void other_bytes_under_an_old_version_are_told() {
        story.pass(A_WHILE);
        upload(publisher.attack().equivocate(RoleName.SNAPSHOT));
        assertThat(stakeout.spoke()).containsExactly("VERSION_REUSED_REFUSED");
    }

    @Test
    @Speaks("VERSION_JUMP_REFUSED")
    void w6_5_a_jump_is_told() {
        upload(publisher.attack().fastForward(RoleName.TARGETS, 104));
        story.pass(A_WHILE);
        upload(publisher.attack().fastForward(RoleName.SNAPSHOT, Integer.MAX_VALUE));
        assertThat(stakeout.spoke())
                .containsExactly("VERSION_JUMP_REFUSED", "VERSION_JUMP_REFUSED");
    }

    @Test
    @Quiet("VERSION_JUMP_REFUSED")
    void a_step_within_policy_is_not() {
        upload(publisher.attack().fastForward(RoleName.TARGETS, 103));
        assertThat(stakeout.spoke()).doesNotContain("VERSION_JUMP_REFUSED");
    }

    @Test
    @Speaks("ROOT_CHAIN_BROKEN_REFUSED")
    void w6_3_a_root_of_somebody_elses_is_told() {
        upload(publisher.attack().replaceRoot());
        assertThat(stakeout.spoke()).containsExactly("ROOT_CHAIN_BROKEN_REFUSED");
    }

    @Test
    @Quiet("ROOT_CHAIN_BROKEN_REFUSED")
    void w6_3_a_reindented_snapshot_is_no_attack() {
        upload(publisher.reindent(RoleName.SNAPSHOT));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("ROOT_VERSION_GAP_REFUSED")
    void a_root_that_skips_a_version_is_told() {
        upload(publisher.attack().fastForward(RoleName.ROOT, 3));
        assertThat(stakeout.spoke()).containsExactly("ROOT_VERSION_GAP_REFUSED");
    }

    @Test
    @Quiet("ROOT_VERSION_GAP_REFUSED")
    void a_collection_that_begins_with_a_late_root_is_not() {
        Story other = new Story("example.org/other");
        PocketPublisher late = other.publisher();
        stakeout.hear(other, other.history());
        late.firstPublication();
        stakeout.upload(other, late.attack().fastForward(RoleName.ROOT, 7));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("THRESHOLD_NOT_MET_REFUSED")
    void a_strangers_signature_is_told() {
        upload(publisher.attack().signWithStranger(RoleName.TARGETS));
        assertThat(stakeout.spoke()).containsExactly("THRESHOLD_NOT_MET_REFUSED");
    }

    @Test
    @Quiet({"THRESHOLD_NOT_MET_REFUSED", "REVOKED_KEY_REFUSED"})
    void a_key_that_was_withdrawn_a_moment_ago_is_not() {
        List<Upload> late = publisher.attack().expireAt(RoleName.TARGETS, inAYear());
        upload(publisher.rotateTargets(PocketKey.ecdsa()).publication());
        upload(late);
        assertThat(stakeout.spoke()).doesNotContain("THRESHOLD_NOT_MET_REFUSED");
        assertThat(stakeout.spoke()).doesNotContain("REVOKED_KEY_REFUSED");
    }

    @Test
    @Speaks("REVOKED_KEY_REFUSED")
    void a_key_that_was_withdrawn_long_ago_is_told() {
        List<Upload> late = publisher.attack().expireAt(RoleName.TARGETS, inAYear());
        upload(publisher.rotateTargets(PocketKey.ecdsa()).publication());
        story.pass(A_WHILE);
        upload(late);
        assertThat(stakeout.spoke())
                .contains("REVOKED_KEY_REFUSED")
                .doesNotContain("THRESHOLD_NOT_MET_REFUSED");
    }

    @Test
    @Speaks("UNDELEGATED_ROLE_REFUSED")
    void a_role_of_nobodys_is_told() {
        story.pass(A_WHILE);
        upload(publisher.delegate("targets/evil", PocketKey.ecdsa()).publicationOf(evil()));
        assertThat(stakeout.spoke()).containsExactly("UNDELEGATED_ROLE_REFUSED");
    }

    @Test
    @Quiet("UNDELEGATED_ROLE_REFUSED")
    void a_role_whose_delegation_ended_a_moment_ago_is_not() {
        PocketKey key = PocketKey.ecdsa();
        upload(publisher.delegate("targets/evil", key).publication());
        List<Upload> late = publisher.publicationOf(evil());
        upload(publisher.undelegate("targets/evil").publication());
        upload(late);
        assertThat(stakeout.spoke()).doesNotContain("UNDELEGATED_ROLE_REFUSED");
    }

    @Test
    @Speaks("META_MISMATCH_REFUSED")
    void w6_6_a_snapshot_that_points_nowhere_is_told() {
        upload(publisher.attack().pointNowhere(RoleName.TARGETS));
        assertThat(stakeout.spoke()).containsExactly("META_MISMATCH_REFUSED");
    }

    @Test
    @Quiet("META_MISMATCH_REFUSED")
    void a_snapshot_of_before_anothers_publication_is_not() {
        upload(publisher.attack().pointBack(RoleName.TARGETS));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("META_MISSING_REFUSED")
    void a_snapshot_that_does_not_name_what_comes_with_it_is_told() {
        Upload without = publisher.attack().misstate(_ -> {}).getFirst();
        publisher.addTargetTo(RELEASES, "r1", Bytes.utf8("r1"));
        upload(List.of(publisher.publication().getFirst(), without));
        assertThat(stakeout.spoke()).containsExactly("META_MISSING_REFUSED");
    }

    @Test
    @Quiet("META_MISSING_REFUSED")
    void an_upload_without_a_snapshot_is_not() {
        upload(List.of(publisher.addTarget("v4").publication().getFirst()));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("SNAPSHOT_ROLE_REMOVED_REFUSED")
    void a_delegated_role_that_is_dropped_is_told() {
        upload(publisher.addTargetTo(RELEASES, "r1", Bytes.utf8("r1")).publication());
        story.pass(A_WHILE);
        upload(publisher.attack().dropFromSnapshot(RELEASES));
        assertThat(stakeout.spoke()).containsExactly("SNAPSHOT_ROLE_REMOVED_REFUSED");
    }

    @Test
    @Quiet("SNAPSHOT_ROLE_REMOVED_REFUSED")
    void a_snapshot_of_before_the_roles_first_document_is_not() {
        upload(publisher.addTargetTo(RELEASES, "r1", Bytes.utf8("r1")).publication());
        upload(publisher.attack().dropFromSnapshot(RELEASES));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("EXPIRY_BEYOND_POLICY_REFUSED")
    void a_document_for_ever_is_told() {
        upload(
                publisher
                        .attack()
                        .expireAt(RoleName.TARGETS, story.now().plus(Duration.ofDays(36_500))));
        assertThat(stakeout.spoke()).containsExactly("EXPIRY_BEYOND_POLICY_REFUSED");
    }

    @Test
    @Quiet("EXPIRY_BEYOND_POLICY_REFUSED")
    void a_document_that_has_expired_is_not() {
        upload(publisher.attack().expire(RoleName.TARGETS));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("THRESHOLD_UNSATISFIABLE_REFUSED")
    void a_role_that_could_never_sign_is_told() {
        PocketKey key = PocketKey.ecdsa();
        Story other = new Story("example.org/other");
        PocketPublisher odd = other.publisher().holding(RoleName.TARGETS, 2, key);
        stakeout.hear(other, other.history());
        stakeout.upload(other, odd.firstPublication());
        assertThat(stakeout.spoke()).containsExactly("THRESHOLD_UNSATISFIABLE_REFUSED");
    }

    @Test
    @Quiet("THRESHOLD_UNSATISFIABLE_REFUSED")
    void a_role_that_all_its_keys_sign_is_not() {
        Story other = new Story("example.org/other");
        PocketPublisher strict =
                other.publisher()
                        .holding(RoleName.TARGETS, 2, PocketKey.ecdsa(), PocketKey.ecdsa());
        stakeout.hear(other, other.history());
        stakeout.upload(other, strict.firstPublication());
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("KEY_HIJACK_REFUSED")
    void w6_7_a_key_of_another_collection_is_told() {
        Story mallory = story.neighbour("example.org/mallory");
        stakeout.upload(
                mallory,
                PocketPublisher.of(mallory.gun, mallory.clock())
                        .withServerKeys(story.newKey(RoleName.TIMESTAMP).key())
                        .firstPublication());
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("KEY_HIJACK_REFUSED");
                            assertThat(finding.subject().name()).isEqualTo("example.org/mallory");
                            assertThat(finding.facts())
                                    .containsEntry("keptForCollection", "example.org/app");
                        });
    }

    @Test
    @Quiet("KEY_HIJACK_REFUSED")
    void a_key_that_the_server_gave_is_not() {
        Story neighbour = story.neighbour("example.org/neighbour");
        PocketPublisher honest = neighbour.publisher();
        stakeout.hear(neighbour, neighbour.history());
        stakeout.upload(neighbour, honest.firstPublication());
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("SIGNING_REFUSED")
    void w6_11_the_signers_no_is_told() {
        story.sealSigner();
        upload(publisher.addTarget("v4").publication());
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("SIGNING_REFUSED");
                            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                            assertThat(finding.facts()).containsEntry("refusal", "sealed");
                        });
    }

    @Test
    @Quiet("SIGNING_REFUSED")
    void a_signer_that_signs_is_not() {
        upload(publisher.addTarget("v4").publication());
        stakeout.command(story, new TrustCommand.RenewServerRoles(story.gun));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("VERSION_JUMP_REFUSED")
    void a_flood_is_one_finding_and_a_count() {
        for (int i = 0; i < 50; i++) {
            story.pass(Duration.ofSeconds(30));
            upload(publisher.attack().fastForward(RoleName.TARGETS, 104));
        }
        assertThat(stakeout.spoke()).containsExactly("VERSION_JUMP_REFUSED");

        stakeout.pass(story.now().plus(A_WHILE));
        assertThat(stakeout.findings())
                .hasSize(2)
                .last()
                .satisfies(
                        count -> {
                            assertThat(count.severity()).isEqualTo(Severity.INFO);
                            assertThat(count.facts()).containsEntry("count", "50");
                        });
        story.pass(A_WHILE);
        upload(publisher.attack().fastForward(RoleName.TARGETS, 104));
        assertThat(stakeout.findings()).hasSize(3);
    }

    private static RoleName evil() {
        return new RoleName("targets/evil");
    }

    private Instant inAYear() {
        return story.now().plus(Duration.ofDays(365));
    }

    private Decision upload(List<Upload> uploads) {
        return stakeout.upload(story, uploads);
    }
}
