package dev.tabellion.verify;

import static dev.tabellion.tuf.RoleName.ROOT;
import static dev.tabellion.tuf.RoleName.SNAPSHOT;
import static dev.tabellion.tuf.RoleName.TARGETS;
import static dev.tabellion.tuf.RoleName.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.pocket.PocketClient;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketRepository;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client believes and what it refuses, on a repository and its attackers. */
class ClientWorkflowTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final RoleName APP = new RoleName("app");
    private static final RoleName OTHER = new RoleName("other");

    private final PocketRepository repository =
            PocketRepository.at(Clock.fixed(NOON, ZoneOffset.UTC));
    private final PocketClient client = new PocketClient();

    @BeforeEach
    void follow() {
        assertThat(told(repository.files())).isEmpty();
        assertThat(told(repository.addTarget("v1").release())).isEmpty();
    }

    @Test
    void releases_and_rotations_of_all_roles_are_followed() {
        assertThat(told(repository.addTarget("v2").release())).isEmpty();
        repository.delegate(TARGETS, APP, List.of("app/*"), ed25519());
        repository.delegate(APP, OTHER, List.of("app/x"), ed25519());
        assertThat(told(repository.release())).isEmpty();
        for (RoleName role : List.of(ROOT, TARGETS, SNAPSHOT, TIMESTAMP)) {
            repository.rotate(role, 2, ed25519(), PocketKey.ecdsa().forTuf(), ed25519());
            assertThat(told(repository.release())).as("rotation of %s", role).isEmpty();
        }
        assertThat(client.trusted().targets()).hasSize(3);
        assertThat(client.trusted().root().metadata().version().number()).isEqualTo(5);
    }

    @Test
    void keys_of_every_kind_sign() {
        PocketKey[] all = {
            ed25519(),
            PocketKey.ecdsa().forTuf(),
            PocketKey.ecdsa("secp384r1").forTuf(),
            PocketKey.ecdsa("secp521r1").forTuf(),
            PocketKey.ecdsa().asPoint(),
            PocketKey.rsa().forTuf()
        };
        assertThat(told(repository.rotate(TARGETS, all.length, all).release())).isEmpty();
    }

    @Test
    void the_same_files_again_change_nothing() {
        TrustedSet before = client.trusted();
        assertThat(told(repository.files())).isEmpty();
        assertThat(client.trusted()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void what_its_keys_did_not_sign_is_refused(String role) {
        PocketKey stranger = ed25519();
        assertThat(told(repository.attack().signWith(new RoleName(role), stranger)))
                .containsExactly(below(role, 1, 0, stranger.id()));
    }

    @Test
    void fewer_signatures_than_the_threshold_are_refused() {
        PocketKey one = ed25519();
        repository.rotate(TARGETS, 2, one, ed25519());
        assertThat(told(repository.release())).isEmpty();
        assertThat(told(repository.attack().signWith(TARGETS, one)))
                .containsExactly(below("targets", 2, 1, one.id()));
    }

    @Test
    void a_threshold_beyond_the_keys_is_never_met() {
        PocketKey one = ed25519();
        assertThat(told(repository.rotate(SNAPSHOT, 3, one).release()))
                .containsExactly(below("snapshot", 3, 1, one.id()));
    }

    @Test
    void one_signature_listed_twice_is_one() throws MalformedMetadata {
        PocketKey one = ed25519();
        repository.rotate(TARGETS, 2, one, ed25519());
        assertThat(told(repository.release())).isEmpty();
        assertThat(told(repository.attack().signTwiceWith(TARGETS, one)))
                .containsExactly(below("targets", 2, 1, one.id(), one.id()));
        Bytes file = repository.file(repository.versionOf(TARGETS) + ".targets.json");
        assertThat(Dialect.TUF_1_0.read(TARGETS, file).signedRepeatedly())
                .containsExactly(one.id());
    }

    @Test
    void one_key_under_two_ids_is_one() {
        PocketKey one = ed25519();
        PocketKey alias = one.called("alias");
        assertThat(told(repository.rotate(TARGETS, 2, one, alias).release()))
                .containsExactly(below("targets", 2, 1, one.id(), alias.id()));
    }

    @Test
    void a_bad_signature_beside_enough_good_ones_does_no_harm() {
        PocketKey forged = ed25519().called(repository.keysOf(SNAPSHOT).getFirst().id().value());
        PocketKey good = repository.keysOf(TARGETS).getFirst();
        assertThat(told(repository.attack().signWith(TARGETS, good, forged))).isEmpty();
    }

    @Test
    void a_timestamp_does_not_go_back() {
        repository.addTarget("v2").release();
        assertThat(told(repository.addTarget("v3").release())).isEmpty();
        assertThat(told(repository.attack().rollBackTimestamp()))
                .containsExactly(new Rejection.VersionRollback(TIMESTAMP, 4, 3));
    }

    @Test
    void a_timestamp_does_not_name_an_older_snapshot() {
        assertThat(told(repository.attack().rollBack(SNAPSHOT)))
                .containsExactly(new Rejection.VersionRollback(SNAPSHOT, 2, 1));
    }

    @Test
    void a_snapshot_does_not_name_older_targets() {
        assertThat(told(repository.attack().rollBack(TARGETS)))
                .containsExactly(new Rejection.VersionRollback(TARGETS, 2, 1));
    }

    @Test
    void a_snapshot_leaves_no_role_out() {
        repository.delegate(TARGETS, APP, List.of("app/*"), ed25519());
        assertThat(told(repository.release())).isEmpty();
        assertThat(told(repository.attack().dropFromSnapshot(APP)))
                .containsExactly(new Rejection.RemovedFromSnapshot(APP));
    }

    @Test
    void a_new_client_misses_a_delegation_that_the_snapshot_leaves_out() {
        repository.delegate(TARGETS, APP, List.of("app/*"), ed25519());
        repository.release();
        PocketClient stranger = new PocketClient();
        stranger.shown(repository.attack().dropFromSnapshot(APP));
        assertThat(stranger.refresh(NOON)).containsExactly(new Rejection.MissingFromSnapshot(APP));
    }

    @Test
    void a_mix_of_two_states_is_refused() {
        SortedMap<String, Bytes> snapshots = repository.attack().mixAndMatch(SNAPSHOT);
        assertThat(told(snapshots))
                .singleElement()
                .isInstanceOf(Rejection.DigestMismatch.class)
                .hasFieldOrPropertyWithValue("role", SNAPSHOT);
    }

    @Test
    void targets_other_than_the_listed_ones_are_refused() {
        assertThat(told(repository.attack().mixAndMatch(TARGETS)))
                .singleElement()
                .isInstanceOf(Rejection.LengthMismatch.class)
                .hasFieldOrPropertyWithValue("role", TARGETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "targets"})
    void a_file_of_another_version_than_its_name_is_refused(String role) {
        assertThat(told(repository.attack().misname(new RoleName(role))))
                .containsExactly(new Rejection.VersionMismatch(new RoleName(role), 4, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void other_content_under_a_known_version_is_refused(String role) {
        assertThat(told(repository.attack().equivocate(new RoleName(role))))
                .singleElement()
                .isInstanceOf(Rejection.Equivocation.class)
                .hasFieldOrPropertyWithValue("role", new RoleName(role));
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "timestamp", "snapshot", "targets"})
    void what_has_expired_is_refused(String role) {
        assertThat(told(repository.attack().expire(new RoleName(role))))
                .containsExactly(new Rejection.Expired(new RoleName(role), NOON.minusSeconds(1)));
    }

    @Test
    void an_expired_root_on_the_way_to_a_valid_one_does_no_harm() {
        repository.attack().expire(ROOT);
        repository.rotate(ROOT, 1, repository.keysOf(ROOT).getFirst());
        assertThat(told(repository.release())).isEmpty();
    }

    @Test
    void a_frozen_repository_is_refused_when_its_timestamp_expires() {
        Instant later = NOON.plus(Duration.ofDays(1));
        assertThat(client.refresh(later.minusSeconds(1))).isEmpty();
        assertThat(client.refresh(later)).containsExactly(new Rejection.Expired(TIMESTAMP, later));
    }

    @Test
    void an_expired_timestamp_is_remembered_against_rollbacks() {
        Instant later = NOON.plus(Duration.ofDays(2));
        PocketRepository back = repository;
        SortedMap<String, Bytes> older = back.attack().rollBackTimestamp();
        client.shown(older);
        assertThat(client.refresh(later))
                .containsExactly(new Rejection.VersionRollback(TIMESTAMP, 2, 1));
    }

    @Test
    void another_role_in_its_place_is_refused() {
        assertThat(told(repository.attack().serve(SNAPSHOT, TIMESTAMP)))
                .containsExactly(
                        new Rejection.Malformed(
                                TIMESTAMP, "signed._type: must be timestamp, not snapshot"));
    }

    @Test
    void a_root_that_the_one_before_did_not_sign_is_refused() {
        PocketKey thief = ed25519();
        repository.attack().signRootWith(thief);
        assertThat(told(repository.files())).contains(new Rejection.RootChainBroken(2, 1, 0));
    }

    @Test
    void a_root_that_its_own_keys_did_not_sign_is_refused() {
        PocketKey old = repository.keysOf(ROOT).getFirst();
        repository.rotate(ROOT, 1, ed25519());
        repository.attack().signRootWith(old);
        assertThat(told(repository.files())).contains(below("root", 1, 0, old.id()));
    }

    @Test
    void a_root_with_a_version_left_out_is_refused() {
        assertThat(told(repository.attack().skipRoot()))
                .containsExactly(new Rejection.RootVersionSkipped(1, 3));
    }

    @Test
    void a_first_root_must_be_signed_by_its_own_keys() throws MalformedMetadata {
        PocketKey thief = ed25519();
        repository.attack().signRootWith(thief);
        var forged = Dialect.TUF_1_0.read(ROOT, repository.file("2.root.json"));
        assertThat(TrustedSet.from(forged, refresh()))
                .isEqualTo(new Verdict.Rejected(below("root", 1, 0, thief.id())));
    }

    @Test
    void a_fast_forward_is_believed_and_undone_by_new_online_keys() {
        for (RoleName role : List.of(TARGETS, SNAPSHOT, TIMESTAMP)) {
            assertThat(told(repository.attack().fastForward(role, 1_000_000))).isEmpty();
        }
        for (RoleName role : List.of(TARGETS, SNAPSHOT, TIMESTAMP)) {
            repository.resume(role, 2);
        }
        assertThat(told(repository.addTarget("v3").release()))
                .containsExactly(new Rejection.VersionRollback(TIMESTAMP, 1_000_000, 3));
        repository.rotate(SNAPSHOT, 1, ed25519()).rotate(TIMESTAMP, 1, ed25519());
        assertThat(told(repository.addTarget("v4").release())).isEmpty();
        assertThat(client.trusted().targets().values())
                .extracting(file -> file.metadata().version().number())
                .containsExactly(4);
    }

    @Test
    void a_delegation_by_two_hands_needs_the_keys_of_each() {
        PocketKey first = ed25519();
        repository.delegate(TARGETS, APP, List.of("*"), first);
        repository.delegate(TARGETS, OTHER, List.of("*"), ed25519());
        assertThat(told(repository.release())).isEmpty();
        repository.delegate(OTHER, APP, List.of("*"), ed25519());
        assertThat(told(repository.release()))
                .singleElement()
                .isInstanceOf(Rejection.BelowThreshold.class)
                .hasFieldOrPropertyWithValue("role", APP);
    }

    @Test
    void a_role_that_nobody_delegated_to_is_refused() throws MalformedMetadata {
        repository.delegate(TARGETS, APP, List.of("*"), ed25519());
        assertThat(told(repository.release())).isEmpty();
        var file = Dialect.TUF_1_0.read(APP, repository.file("1.app.json"));
        assertThat(client.trusted().accept(new Delegated(APP, APP), file, refresh()))
                .isEqualTo(new Verdict.Rejected(new Rejection.NotDelegated(APP)));
    }

    @Test
    void delegations_in_a_circle_come_to_an_end() {
        PocketKey key = ed25519();
        repository.delegate(TARGETS, APP, List.of("*"), key);
        repository.delegate(APP, APP, List.of("*"), key);
        assertThat(told(repository.release())).isEmpty();
    }

    @Test
    void files_are_judged_in_their_order() throws MalformedMetadata {
        TrustedSet fresh = new TrustedSet(client.trusted().root(), null, null, new TreeMap<>());
        var snapshot = Dialect.TUF_1_0.read(SNAPSHOT, repository.file("1.snapshot.json"));
        var targets = Dialect.TUF_1_0.read(TARGETS, repository.file("1.targets.json"));
        assertThatIllegalStateException()
                .isThrownBy(() -> fresh.accept(SNAPSHOT, snapshot, refresh()));
        assertThatIllegalStateException()
                .isThrownBy(() -> fresh.accept(TARGETS, targets, refresh()));
    }

    private List<Rejection> told(SortedMap<String, Bytes> files) {
        client.shown(files);
        return client.refresh(NOON);
    }

    private static Rejection below(String role, int needed, int valid, KeyId... offered) {
        return new Rejection.BelowThreshold(new RoleName(role), needed, valid, List.of(offered));
    }

    private static Refresh refresh() {
        return new Refresh(NOON, new JdkSignatureCheck());
    }

    private static PocketKey ed25519() {
        return PocketKey.ed25519().forTuf();
    }
}
