package dev.tabellion.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketCertificate;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignersTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Bytes PAYLOAD = Bytes.utf8("payload");

    private final SignatureCheck check = new JdkSignatureCheck();
    private final PocketKey one = PocketKey.ecdsa();
    private final PocketKey two = PocketKey.ed25519();

    @Test
    void signatures_of_the_roles_own_keys_count() {
        PocketKey stranger = PocketKey.ecdsa();

        Signers signers = Signers.of(signedBy(one, two, stranger), role(2, one, two), check);

        assertThat(signers.valid()).containsExactly(one.id(), two.id());
        assertThat(signers.meetThreshold()).isTrue();
    }

    @Test
    void one_signature_less_than_the_threshold_is_not_enough() {
        assertThat(Signers.of(signedBy(one), role(2, one, two), check).meetThreshold()).isFalse();
        assertThat(Signers.of(signedBy(), role(1, one), check).meetThreshold()).isFalse();
        assertThat(Signers.of(signedBy(one), role(1), check).meetThreshold()).isFalse();
    }

    @Test
    void a_key_under_two_ids_counts_once() {
        KeyId alias = new KeyId("alias");
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>(role(2, one).keys());
        keys.put(alias, one.key());
        Signature again = new Signature(alias, "ecdsa", one.sign(PAYLOAD).value());

        Signers signers =
                Signers.of(file(List.of(one.sign(PAYLOAD), again)), new RoleKeys(keys, 2), check);

        assertThat(signers.valid()).containsExactly(one.id());
        assertThat(signers.meetThreshold()).isFalse();
    }

    @Test
    void a_key_and_two_certificates_of_it_count_once() {
        PocketKey first = one.certified(PocketCertificate.madeOutTo("a", NOON));
        PocketKey second = one.certified(PocketCertificate.madeOutTo("b", NOON));

        Signers signers =
                Signers.of(signedBy(second, one, first), role(2, one, first, second), check);

        assertThat(signers.valid()).containsExactly(one.id());
    }

    @Test
    void a_signature_under_anothers_id_counts_for_nobody() {
        Signature stolen = new Signature(two.id(), "ecdsa", one.sign(PAYLOAD).value());

        assertThat(Signers.of(file(List.of(stolen)), role(1, one, two), check).valid()).isEmpty();
    }

    private static RoleKeys role(int threshold, PocketKey... keys) {
        Map<KeyId, PublicKey> byId = new LinkedHashMap<>();
        Stream.of(keys).forEach(key -> byId.put(key.id(), key.key()));
        return new RoleKeys(byId, threshold);
    }

    private static Signed<?> signedBy(PocketKey... keys) {
        return file(Stream.of(keys).map(key -> key.sign(PAYLOAD)).toList());
    }

    private static Signed<?> file(List<Signature> signatures) {
        Timestamp timestamp = new Timestamp(Version.FIRST, NOON, FileMeta.of(PAYLOAD));
        return new Signed<>(timestamp, PAYLOAD, PAYLOAD, signatures);
    }
}
