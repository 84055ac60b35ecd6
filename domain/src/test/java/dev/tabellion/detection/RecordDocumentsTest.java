package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a server that was taken over could publish, or an owner of its database append. */
class RecordDocumentsTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisherWithoutSnapshots();

    RecordDocumentsTest() {
        stakeout.hear(story, story.history());
        publisher
                .delegate(RELEASES.value(), PocketKey.ecdsa())
                .addTargetTo(RELEASES, "r1", Bytes.utf8("r1"));
        publish(publisher.addTarget("v1").firstPublication());
        publish(publisher.addTarget("v2").publication());
    }

    @Test
    @Speaks(
            value = "PUBLISH_WITHOUT_CLIENT_CHANGE",
            cells = {"C8×A1", "C8×A2"})
    void a_snapshot_that_names_older_targets_again_is_found() {
        Bytes first = publisher.publishedAs(RoleName.TARGETS).getFirst();
        snapshot(meta -> meta.put(RoleName.TARGETS, FileMeta.of(first)));
        assertThat(stakeout.spoke())
                .containsExactly("META_MISMATCH", "PUBLISH_WITHOUT_CLIENT_CHANGE");
    }

    @Test
    @Speaks(value = "PUBLISH_WITHOUT_CLIENT_CHANGE", cells = "C8×A1")
    void targets_that_the_server_wrote_are_found() {
        Bytes own = publisher.attack().fastForward(RoleName.TARGETS, 3).getFirst().file();
        appended(RoleName.TARGETS, own, Author.SERVER);
        assertThat(stakeout.spoke()).containsExactly("PUBLISH_WITHOUT_CLIENT_CHANGE");
        assertThat(stakeout.findings().getFirst().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Quiet({"PUBLISH_WITHOUT_CLIENT_CHANGE", "META_MISMATCH", "META_MISSING"})
    void a_snapshot_over_what_was_uploaded_is_not() {
        publish(publisher.addTarget("v3").publication());
        publisher.addTargetTo(RELEASES, "r2", Bytes.utf8("r2"));
        publish(publisher.publicationOf(RELEASES));
        publish(publisher.publication()); // nothing
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("META_MISSING")
    void a_snapshot_that_names_what_was_never_there_is_found() {
        PocketKey key = PocketKey.ecdsa();
        publish(publisher.delegate("targets/new", key).publication());
        snapshot(meta -> meta.put(new RoleName("targets/new"), FileMeta.of(Bytes.utf8("x"))));
        assertThat(stakeout.spoke()).contains("META_MISSING");
    }

    @Test
    @Speaks("META_MISMATCH")
    void a_timestamp_over_another_snapshot_is_found() {
        append(
                RoleName.TIMESTAMP,
                new Timestamp(
                        next(RoleName.TIMESTAMP), inAWeek(), FileMeta.of(Bytes.utf8("other"))));
        assertThat(stakeout.spoke()).containsExactly("META_MISMATCH");
    }

    @Test
    @Speaks("SNAPSHOT_ROLE_REMOVED")
    void a_snapshot_that_drops_a_delegated_role_is_found() {
        snapshot(meta -> meta.remove(RELEASES));
        assertThat(stakeout.spoke())
                .containsExactly("SNAPSHOT_ROLE_REMOVED", "PUBLISH_WITHOUT_CLIENT_CHANGE");
    }

    @Test
    @Quiet({"SNAPSHOT_ROLE_REMOVED", "DELEGATION_NOT_IN_SNAPSHOT", "DELEGATION_WILDCARD"})
    void a_delegation_that_says_nothing_yet_is_in_no_snapshot() {
        publish(publisher.delegate("targets/new", PocketKey.ecdsa()).publication());
        assertThat(stakeout.spoke()).containsExactly("DELEGATION_ADDED");
    }

    @Test
    @Speaks(
            value = "VERSION_JUMP",
            cells = {"C8×A4", "C9×A4"})
    void a_timestamp_far_ahead_is_critical() {
        FileMeta same = FileMeta.of(story.served(RoleName.SNAPSHOT));
        append(RoleName.TIMESTAMP, new Timestamp(new Version(2_000_000), inAWeek(), same));
        assertThat(stakeout.spoke()).containsExactly("VERSION_JUMP");
        assertThat(stakeout.findings().getFirst().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Quiet("VERSION_JUMP")
    void versions_that_a_crash_left_behind_are_not() {
        FileMeta same = FileMeta.of(story.served(RoleName.SNAPSHOT));
        append(RoleName.TIMESTAMP, new Timestamp(new Version(60), inAWeek(), same));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "EXPIRY_BEYOND_POLICY",
            cells = {"C8×A3", "C14×A3"})
    void a_timestamp_for_a_year_is_found() {
        FileMeta same = FileMeta.of(story.served(RoleName.SNAPSHOT));
        Instant inAYear = story.now().plus(Duration.ofDays(365));
        append(RoleName.TIMESTAMP, new Timestamp(next(RoleName.TIMESTAMP), inAYear, same));
        assertThat(stakeout.spoke()).containsExactly("EXPIRY_BEYOND_POLICY");
    }

    @Test
    @Quiet("EXPIRY_BEYOND_POLICY")
    void what_notarys_clients_write_is_not() {
        publish(publisher.restage(RoleName.ROOT).restage(RoleName.TARGETS).publication());
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks(
            value = "ROOT_KEYS_CHANGED",
            cells = {"C8×A10", "C10×A10"})
    void a_root_that_nobody_approved_is_critical() {
        Bytes forged = publisher.attack().replaceRoot().getFirst().file();
        appended(RoleName.ROOT, forged, Author.PUBLISHER);
        assertThat(stakeout.spoke()).containsExactly("ROOT_KEYS_CHANGED");
        assertThat(stakeout.findings().getFirst().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Speaks("REVOKED_KEY_USED")
    void targets_by_a_key_that_was_rotated_away_are_found() {
        PocketKey old = publisher.keysOf(RoleName.TARGETS).getFirst();
        publish(publisher.rotateTargets(PocketKey.ecdsa()).publication());
        append(
                RoleName.TARGETS,
                new Targets(next(RoleName.TARGETS), inAWeek(), Map.of(), List.of()),
                old);
        assertThat(stakeout.spoke()).containsExactly("ROLE_KEYS_CHANGED", "REVOKED_KEY_USED");
    }

    @Test
    @Quiet("REVOKED_KEY_USED")
    void a_root_signed_by_the_keys_before_it_is_not() {
        publish(publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).publication());
        publish(publisher.addTarget("v3").publication());
        assertThat(stakeout.spoke()).containsExactly("ROOT_KEYS_CHANGED");
    }

    private void publish(List<Upload> uploads) {
        stakeout.upload(story, uploads);
        assertThat(story.history().getLast()).isInstanceOf(MetadataPublished.class);
    }

    private void snapshot(Consumer<SortedMap<RoleName, FileMeta>> lie) {
        Snapshot last = (Snapshot) story.read(RoleName.SNAPSHOT).metadata();
        SortedMap<RoleName, FileMeta> meta = new TreeMap<>(last.meta());
        lie.accept(meta);
        append(RoleName.SNAPSHOT, new Snapshot(next(RoleName.SNAPSHOT), inAWeek(), meta));
    }

    private void append(RoleName role, Metadata metadata, PocketKey... signers) {
        Bytes payload = Dialect.NOTARY_V1.payloadOf(metadata);
        List<Signature> signatures =
                Arrays.stream(signers).map(signer -> signer.sign(payload)).toList();
        Author author = role.isTargets() ? Author.PUBLISHER : Author.SERVER;
        appended(role, Dialect.NOTARY_V1.fileOf(payload, signatures), author);
    }

    /** As if it had been published. */
    private void appended(RoleName role, Bytes file, Author author) {
        Metadata metadata = read(role, file);
        stakeout.keep(file);
        stakeout.hear(
                story.gun,
                story.now(),
                new MetadataPublished(
                        role,
                        metadata.version(),
                        file.sha256(),
                        file.length(),
                        metadata.expires(),
                        List.of(),
                        story.served(role).sha256(),
                        author,
                        Reason.PUBLISHED));
    }

    private static Metadata read(RoleName role, Bytes file) {
        try {
            return Dialect.NOTARY_V1.read(role, file).metadata();
        } catch (MalformedMetadata e) {
            throw new AssertionError("a forged " + role + " is malformed", e);
        }
    }

    private Version next(RoleName role) {
        return story.read(role).metadata().version().next();
    }

    private Instant inAWeek() {
        return story.now().plus(Duration.ofDays(7));
    }
}
