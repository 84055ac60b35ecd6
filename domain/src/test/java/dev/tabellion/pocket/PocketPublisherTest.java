package dev.tabellion.pocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RootCertificates;
import dev.tabellion.verify.SignatureCheck;
import dev.tabellion.verify.Signers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PocketPublisherTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final Gun GUN = new Gun("docker.io/library/a");

    private final SignatureCheck check = new JdkSignatureCheck();
    private final PocketPublisher publisher =
            PocketPublisher.of(GUN, NOON).withServerKeys(PocketKey.ecdsa().key());

    @Test
    void a_first_publication_hangs_together() {
        List<Upload> uploads = publisher.addTarget("v1").firstPublication();

        assertThat(uploads)
                .extracting(Upload::role)
                .containsExactly(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT);
        Signed<?> signedRoot = read(uploads.get(0));
        Root root = (Root) signedRoot.metadata();
        RoleKeys rootKeys = root.topLevel(RoleName.ROOT);
        assertThat(RootCertificates.validFor(GUN.value(), rootKeys, NOON.instant()).keys())
                .hasSize(1);
        assertThat(Signers.of(signedRoot, rootKeys, check).meetThreshold()).isTrue();
        assertThat(signers(uploads.get(1), root).meetThreshold()).isTrue();
        assertThat(signers(uploads.get(2), root).meetThreshold()).isTrue();
        Snapshot snapshot = (Snapshot) read(uploads.get(2)).metadata();
        assertThat(snapshot.meta().get(RoleName.TARGETS))
                .isEqualTo(FileMeta.of(uploads.get(1).file()));
        assertThat(((Targets) read(uploads.get(1)).metadata()).targets()).containsKey("v1");
    }

    @Test
    void a_publication_without_a_change_is_a_snapshot_or_nothing() {
        publisher.firstPublication();
        assertThat(publisher.publication())
                .extracting(Upload::role)
                .containsExactly(RoleName.SNAPSHOT);

        PocketPublisher serverSigned =
                PocketPublisher.of(GUN, NOON)
                        .withServerKeys(PocketKey.ecdsa().key(), PocketKey.ecdsa().key());
        serverSigned.firstPublication();
        assertThat(serverSigned.publication()).isEmpty();
    }

    @Test
    void a_rotated_root_is_signed_by_the_old_keys_and_the_new() {
        Root before = (Root) read(publisher.firstPublication().get(0)).metadata();

        Upload rotated =
                publisher.rotateRoot(publisher.certified(PocketKey.rsa())).publication().getFirst();

        Root after = (Root) read(rotated).metadata();
        assertThat(after.version().number()).isEqualTo(2);
        assertThat(signers(rotated, before).meetThreshold()).isTrue();
        assertThat(signers(rotated, after).meetThreshold()).isTrue();
        assertThat(after.topLevel(RoleName.ROOT)).isNotEqualTo(before.topLevel(RoleName.ROOT));
    }

    @Test
    void a_delegate_publishes_alone() {
        publisher.firstPublication();
        RoleName releases = new RoleName("targets/releases");
        Targets targets =
                (Targets)
                        read(publisher
                                        .delegate("targets/releases", PocketKey.ed25519())
                                        .publication()
                                        .getFirst())
                                .metadata();

        List<Upload> uploads =
                publisher.addTargetTo(releases, "v1", Bytes.utf8("x")).publicationOf(releases);

        assertThat(uploads).hasSize(1);
        assertThat(signers(uploads.getFirst(), targets).meetThreshold()).isTrue();
    }

    @Test
    void an_attack_leaves_the_publisher_as_it_was() {
        publisher.addTarget("v1").firstPublication();
        publisher.addTarget("v2").publication();
        PocketAttack attack = publisher.attack();

        assertThat(read(attack.rollBack(RoleName.TARGETS).getFirst()).metadata().version().number())
                .isEqualTo(1);
        assertThat(attack.equivocate(RoleName.TARGETS).getFirst().file())
                .isNotEqualTo(publisher.publishedAs(RoleName.TARGETS).getLast());
        Root root = (Root) metadata(RoleName.ROOT, publisher.publishedAs(RoleName.ROOT).getLast());
        assertThat(
                        signers(attack.signWithTooFew(RoleName.TARGETS).getFirst(), root)
                                .meetThreshold())
                .isFalse();
        assertThat(
                        signers(attack.signWithStranger(RoleName.TARGETS).getFirst(), root)
                                .meetThreshold())
                .isFalse();
        assertThat(signers(attack.replaceRoot().getFirst(), root).meetThreshold()).isFalse();
        assertThat(publisher.versionOf(RoleName.TARGETS)).isEqualTo(2);
        assertThat(signers(publisher.restage(RoleName.ROOT).publication().getFirst(), root))
                .matches(Signers::meetThreshold);
    }

    @Test
    void an_indented_file_keeps_its_signatures() {
        publisher.firstPublication();
        Root root = (Root) metadata(RoleName.ROOT, publisher.publishedAs(RoleName.ROOT).getLast());

        List<Upload> uploads = publisher.reindent(RoleName.TARGETS);

        assertThat(uploads.getFirst().file().utf8()).contains("\n");
        assertThat(signers(uploads.getFirst(), root).meetThreshold()).isTrue();
    }

    private Signers signers(Upload upload, Delegator delegator) {
        return Signers.of(
                read(upload), Objects.requireNonNull(delegator.keysOf(upload.role())), check);
    }

    private static Object metadata(RoleName role, Bytes file) {
        return read(new Upload(role, file)).metadata();
    }

    private static Signed<?> read(Upload upload) {
        try {
            return Dialect.NOTARY_V1.read(upload.role(), upload.file());
        } catch (MalformedMetadata e) {
            throw new AssertionError(upload.role() + ": " + e.problem(), e);
        }
    }
}
