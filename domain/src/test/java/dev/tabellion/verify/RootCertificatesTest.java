package dev.tabellion.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketCertificate;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootCertificatesTest {
    private static final String GUN = "docker.io/library/a";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final PocketCertificate GOOD = PocketCertificate.madeOutTo(GUN, NOON);

    private final PocketKey key = PocketKey.ecdsa();

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/a, true",
        "docker.io/library/*, true",
        "docker.io/library/a*, true",
        "*, true",
        "docker.io/library/A, false",
        "docker.io/library/ab, false",
        "docker.io/library, false",
        "docker.io/*/a, false",
        "docker.io/library/b*, false",
    })
    void a_certificate_is_made_out_to_its_collection(String commonName, boolean counts) {
        assertThat(counts(PocketCertificate.madeOutTo(commonName, NOON))).isEqualTo(counts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b=c+d;e", "ü/🔑", " a ", "#61", "a\\b\"", "CN=a, O=b"})
    void a_name_may_hold_what_distinguished_names_escape(String gun) {
        PublicKey certified = key.certified(PocketCertificate.madeOutTo(gun, NOON)).key();

        assertThat(RootCertificates.validFor(gun, role(certified), NOON).keys()).hasSize(1);
        assertThat(RootCertificates.validFor("a", role(certified), NOON).keys()).isEmpty();
    }

    @Test
    void it_counts_from_a_day_before_its_beginning_until_its_end() {
        PocketCertificate certificate = GOOD.valid(NOON.plus(DAY), NOON.plus(DAY.multipliedBy(2)));
        PublicKey certified = key.certified(certificate).key();

        assertThat(counts(certified, NOON)).isTrue();
        assertThat(counts(certified, NOON.minusSeconds(1))).isFalse();
        assertThat(counts(certified, NOON.plus(DAY.multipliedBy(2)))).isTrue();
        assertThat(counts(certified, NOON.plus(DAY.multipliedBy(2)).plusSeconds(1))).isFalse();
    }

    @Test
    void an_authority_a_weak_digest_and_a_short_key_do_not_count() {
        assertThat(counts(GOOD)).isTrue();
        assertThat(counts(GOOD.ofAnAuthority())).isFalse();
        assertThat(counts(GOOD.signedOver("SHA1"))).isFalse();
        assertThat(counts(GOOD.signedOver("SHA512"))).isTrue();
        assertThat(counts(PocketKey.rsa(1024).certified(GOOD).key(), NOON)).isFalse();
        assertThat(counts(PocketKey.rsa().certified(GOOD).key(), NOON)).isTrue();
        assertThat(counts(PocketKey.rsa().certified(GOOD.signedOver("SHA1")).key(), NOON))
                .isFalse();
    }

    @Test
    void authorities_may_follow_the_leaf_and_nothing_else_may() {
        String leaf = key.certified(GOOD).key().value().utf8();
        String authority = key.certified(GOOD.ofAnAuthority()).key().value().utf8();

        assertThat(counts(pem(leaf + authority + authority), NOON)).isTrue();
        assertThat(counts(pem(authority + leaf), NOON)).isFalse();
        assertThat(counts(pem(leaf + leaf), NOON)).isFalse();
        assertThat(counts(pem(leaf + "-----BEGIN NONSENSE-----\n"), NOON)).isFalse();
        assertThat(counts(pem(leaf + authority.repeat(16)), NOON)).isFalse();
        assertThat(counts(pem(leaf + " ".repeat(70_000)), NOON)).isFalse();
        assertThat(counts(pem(leaf.substring(0, leaf.length() / 2)), NOON)).isFalse();
        assertThat(counts(pem(""), NOON)).isFalse();
    }

    @Test
    void a_bare_key_is_no_certificate() {
        assertThat(counts(key.key(), NOON)).isFalse();
        assertThat(counts(PocketKey.ed25519().key(), NOON)).isFalse();
        assertThat(counts(new PublicKey("x509", key.certified(GOOD).key().value()), NOON))
                .isFalse();
    }

    @Test
    void the_threshold_stays() {
        RoleKeys role = new RoleKeys(Map.of(new KeyId("k"), key.key()), 3);

        assertThat(RootCertificates.validFor(GUN, role, NOON)).isEqualTo(new RoleKeys(Map.of(), 3));
    }

    private boolean counts(PocketCertificate certificate) {
        return counts(key.certified(certificate).key(), NOON);
    }

    private static boolean counts(PublicKey key, Instant now) {
        return !RootCertificates.validFor(GUN, role(key), now).keys().isEmpty();
    }

    private static PublicKey pem(String text) {
        return new PublicKey("ecdsa-x509", Bytes.utf8(text));
    }

    private static RoleKeys role(PublicKey key) {
        return new RoleKeys(Map.of(new KeyId("k"), key), 1);
    }
}
