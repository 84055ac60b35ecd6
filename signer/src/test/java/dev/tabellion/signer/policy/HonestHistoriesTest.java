package dev.tabellion.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.collection.Upload;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What honest servers and publishers do, and what crashes and races do to them. */
class HonestHistoriesTest {
    private static final RoleName SNAPSHOT = RoleName.SNAPSHOT;
    private static final RoleName TIMESTAMP = RoleName.TIMESTAMP;
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final PocketServer server = new PocketServer("example.org/app");

    @Test
    void whatever_a_publication_changes_is_signed_with_the_snapshot_kept_by_us() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        PocketKey releases = PocketKey.ecdsa();
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.addTarget("v2").publication());
        server.accepts(publisher.delegate("targets/releases", releases).publication());
        server.accepts(publisher.publicationOf(RELEASES));
        publisher.addTargetTo(RELEASES, "v3", Bytes.utf8("v3"));
        server.accepts(publisher.publicationOf(RELEASES));
        server.accepts(publisher.rotateTargets(PocketKey.ecdsa()).publication());
        server.accepts(publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).publication());
        server.accepts(publisher.undelegate("targets/releases").publication());
        server.accepts(publisher.rotateTimestamp(server.newKey(TIMESTAMP).key()).publication());

        assertThat(server.standing().tip().orphans()).isEmpty();
        assertThat(settled().timestamp().version()).isEqualTo(new Version(9));
    }

    @Test
    void whatever_a_publication_changes_is_signed_with_the_snapshot_kept_by_the_publisher() {
        PocketPublisher publisher = server.publisher();
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.addTarget("v2").publication());
        server.accepts(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());
        server.accepts(publisher.restage(RELEASES).publication());
        server.accepts(publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).publication());
        server.accepts(publisher.rotateSnapshot(PocketKey.ecdsa()).publication());

        assertThat(settled().snapshot().version()).isEqualTo(new Version(6));
        assertThat(settled().root().mark().version()).isEqualTo(new Version(3));
    }

    @Test
    void a_snapshot_key_moves_to_the_publisher_and_back_and_back_again() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.firstPublication());
        server.syncs(publisher);
        server.accepts(publisher.rotateSnapshot(PocketKey.ecdsa()).publication());
        server.accepts(publisher.addTarget("v2").publication());
        server.accepts(
                publisher.leaveSnapshotToServer(server.newKey(SNAPSHOT).key()).publication());
        server.accepts(publisher.addTarget("v3").publication());
        server.syncs(publisher);
        server.accepts(publisher.rotateSnapshot(PocketKey.ecdsa()).publication());

        assertThat(server.standing().keys().retired()).hasSize(2);
    }

    @Test
    void renewals_build_upon_what_is_published() {
        server.accepts(server.publisherWithoutSnapshots().firstPublication());
        for (int week = 0; week < 110; week++) {
            server.pass(Duration.ofDays(7));
            server.accepts(server.renewal());
        }
        assertThat(settled().snapshot().version()).isEqualTo(new Version(2));
        assertThat(settled().timestamp().version()).isEqualTo(new Version(111));
    }

    @Test
    void a_timestamp_over_a_publishers_expired_snapshot_is_renewed() {
        server.accepts(server.publisher().firstPublication());
        server.pass(Duration.ofDays(4 * 365));
        server.accepts(server.renewal());
    }

    @Test
    void a_lost_answer_is_given_again_with_its_first_expiry() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        List<Upload> uploads = publisher.firstPublication();
        Decision.Accepted lost = server.loses(server.publication(uploads));
        server.pass(Duration.ofMinutes(5));
        Decision.Accepted again = server.loses(server.publication(uploads));

        assertThat(again.documents()).isEqualTo(lost.documents());
        assertThat(server.desk.judgements.getLast()).isInstanceOf(Judgement.Repeat.class);
        server.commit(again);
        assertThat(server.standing().tip().orphans()).isEmpty();
    }

    @Test
    void a_first_publication_that_got_lost_may_be_followed_by_another_first_one() {
        server.loses(server.publication(server.publisherWithoutSnapshots().firstPublication()));
        server.accepts(server.publisherWithoutSnapshots().addTarget("v1").firstPublication());

        assertThat(settled().root().mark().version()).isEqualTo(Version.FIRST);
        assertThat(settled().timestamp().version()).isEqualTo(new Version(2));
        assertThat(server.standing().tip().orphans()).hasSize(1);
    }

    @Test
    void a_root_rotation_that_got_lost_may_be_followed_by_another_root() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.firstPublication());
        List<Upload> rotation =
                publisher.rotateTimestamp(server.newKey(TIMESTAMP).key()).publication();
        server.loses(server.publication(rotation));
        server.accepts(publisher.attack().equivocate(RoleName.ROOT));

        assertThat(settled().root().mark().digest())
                .isNotEqualTo(rotation.getFirst().file().sha256());
    }

    @Test
    void what_was_committed_before_a_crash_is_settled_by_what_is_built_upon_it() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.firstPublication());
        server.tells = false;
        server.accepts(publisher.addTarget("v2").publication());
        server.accepts(publisher.addTarget("v3").publication());

        assertThat(settled().timestamp().version()).isEqualTo(new Version(2));
        assertThat(server.standing().tip().pending()).hasSize(1);
    }

    @Test
    void of_two_nodes_that_race_the_loser_begins_anew() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.firstPublication());
        server.accepts(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());
        server.tells = false;
        TrustedCollection stale = server.collection;
        List<Upload> first = publisher.addTarget("v2").publication();
        List<Upload> second = publisher.publicationOf(RELEASES);
        Decision.Accepted won = server.loses(server.publication(first));
        server.loses(stale, server.publication(second));
        server.commit(won);
        server.loses(stale, server.publication(second));
        server.accepts(second);

        assertThat(server.standing().tip().orphans()).hasSize(2);
    }

    @Test
    void the_loser_of_a_race_that_is_over_is_told_that_its_base_is_gone() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.firstPublication());
        TrustedCollection stale = server.collection;
        server.accepts(publisher.addTarget("v2").publication());
        List<Upload> other = publisher.attack().equivocate(RoleName.TARGETS);

        assertThat(server.refused(stale, server.publication(other))).isEqualTo("base-unknown");
    }

    @Test
    void a_deleted_collection_begins_a_later_life_and_the_earlier_one_is_over() {
        server.accepts(server.publisherWithoutSnapshots().firstPublication());
        TrustedCollection before = server.collection;
        server.accepts(server.deletion());
        server.accepts(server.publisherWithoutSnapshots().addTarget("v1").firstPublication());
        server.pass(Duration.ofDays(8));

        assertThat(server.standing().highestLife()).isEqualTo(2);
        assertThat(server.refused(before, server.renewal())).isEqualTo("life-over");
        server.accepts(server.renewal());
    }

    @Test
    void an_imported_collection_goes_on_where_it_stood() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.firstPublication());
        server.accepts(publisher.addTarget("v2").publication());
        Position position = settled();
        server.desk.facts.clear();
        server.desk.facts.add(new SigningFact.Imported(server.gun, 1, position, server.now()));

        server.accepts(publisher.addTarget("v3").publication());

        assertThat(settled().timestamp().version()).isEqualTo(new Version(3));
    }

    @Test
    void an_imported_collection_is_deleted_and_begun_anew() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.firstPublication());
        Position position = settled();
        server.desk.facts.clear();
        server.desk.facts.add(new SigningFact.Imported(server.gun, 1, position, server.now()));

        server.accepts(server.deletion());
        server.accepts(server.publisherWithoutSnapshots().firstPublication());

        assertThat(server.standing().highestLife()).isEqualTo(2);
    }

    @Test
    void a_life_that_was_over_elsewhere_is_followed_by_the_second() {
        server.accepts(server.publisherWithoutSnapshots().firstPublication());
        server.accepts(server.deletion());
        server.desk.facts.clear();
        server.desk.facts.add(new SigningFact.Imported(server.gun, 1, null, server.now()));

        server.accepts(server.publisherWithoutSnapshots().firstPublication());

        assertThat(server.standing().highestLife()).isEqualTo(2);
    }

    @Test
    void imported_keys_told_before_the_position_are_retired_and_those_after_it_wait() {
        server.accepts(server.publisherWithoutSnapshots().firstPublication());
        Position position = settled();
        KeyPlace place = new KeyPlace(server.gun, 1, RoleName.TIMESTAMP);
        KeyId replaced = new KeyId("a".repeat(64));
        KeyId pending = new KeyId("b".repeat(64));
        Standing standing = Standing.unheardOf(server.gun, 1);
        for (KeyId key : position.root().keys()) {
            standing = standing.evolve(new SigningFact.KeyCreated(place, key, server.now()));
        }
        standing =
                standing.evolve(new SigningFact.KeyCreated(place, replaced, server.now()))
                        .evolve(new SigningFact.Imported(server.gun, 1, position, server.now()))
                        .evolve(new SigningFact.KeyCreated(place, pending, server.now()));

        assertThat(standing.keys().retired()).containsExactly(replaced);
        assertThat(standing.keys().unusedFor(RoleName.TIMESTAMP)).containsExactly(pending);
    }

    @Test
    void after_the_signers_book_was_rolled_back_a_life_skips_a_hundred_versions_once() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.firstPublication());
        server.desk.facts.add(new SigningFact.Restored(server.now()));
        server.accepts(publisher.addTarget("v2").publication());
        server.accepts(publisher.addTarget("v3").publication());

        assertThat(settled().snapshot().version()).isEqualTo(new Version(103));
        assertThat(settled().timestamp().version()).isEqualTo(new Version(103));
    }

    @Test
    void a_life_whose_last_positions_the_book_forgot_is_reinstated_by_a_ceremony() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.firstPublication());
        List<SigningFact> backup = List.copyOf(server.desk.facts);
        server.accepts(publisher.addTarget("v2").publication());
        Position truth = settled();
        server.desk.facts.clear();
        server.desk.facts.addAll(backup);
        server.desk.facts.add(new SigningFact.Restored(server.now()));
        List<Upload> next = publisher.addTarget("v3").publication();

        assertThat(server.refused(server.publication(next))).isEqualTo("base-unknown");
        server.desk.facts.add(new SigningFact.Reinstated(server.gun, 1, truth, server.now()));
        server.accepts(next);
        assertThat(settled().timestamp().version()).isEqualTo(new Version(103));
    }

    @Test
    void a_delegation_that_a_publishers_snapshot_dropped_comes_back() {
        PocketPublisher publisher = server.publisher();
        server.accepts(publisher.firstPublication());
        server.accepts(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());
        server.accepts(publisher.restage(RELEASES).publication());
        server.accepts(publisher.undelegate("targets/releases").publication());
        server.accepts(publisher.attack().dropFromSnapshot(RELEASES));
        server.syncs(publisher);
        server.accepts(
                publisher.leaveSnapshotToServer(server.newKey(SNAPSHOT).key()).publication());
        server.accepts(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());

        server.accepts(publisher.publicationOf(RELEASES));
    }

    @Test
    void a_life_that_is_over_is_not_reinstated() {
        server.accepts(server.publisherWithoutSnapshots().firstPublication());
        TrustedCollection before = server.collection;
        Position position = settled();
        server.accepts(server.deletion());
        server.accepts(server.publisherWithoutSnapshots().firstPublication());
        server.desk.facts.add(new SigningFact.Reinstated(server.gun, 1, position, server.now()));
        server.pass(Duration.ofDays(8));

        assertThat(server.refused(before, server.renewal())).isEqualTo("life-over");
        server.accepts(server.renewal());
    }

    @Test
    void a_life_begun_after_the_book_was_resumed_skips_nothing() {
        server.desk.facts.add(new SigningFact.Restored(server.now()));
        server.accepts(server.publisherWithoutSnapshots().firstPublication());
        assertThat(settled().timestamp().version()).isEqualTo(Version.FIRST);
    }

    private Position settled() {
        return Objects.requireNonNull(server.standing().tip().settled());
    }
}
