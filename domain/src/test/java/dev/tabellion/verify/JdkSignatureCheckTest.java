package dev.tabellion.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketCertificate;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdkSignatureCheckTest {
    private static final Bytes PAYLOAD = Bytes.utf8("what is signed");
    private static final PocketCertificate CERTIFICATE =
            PocketCertificate.madeOutTo("gun", Instant.parse("2026-11-22T12:00:00Z"));

    private final SignatureCheck check = new JdkSignatureCheck();

    static List<PocketKey> keys() {
        PocketKey rsa = PocketKey.rsa();
        return List.of(
                PocketKey.ecdsa(),
                PocketKey.ecdsa("secp384r1"),
                PocketKey.ecdsa("secp521r1"),
                PocketKey.ed25519(),
                rsa,
                rsa.withPkcs1(),
                rsa.certified(CERTIFICATE),
                rsa.certified(CERTIFICATE).withPkcs1(),
                PocketKey.ecdsa().certified(CERTIFICATE));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_signature_holds_for_its_key_its_method_and_its_bytes_only(PocketKey key) {
        Signature signature = key.sign(PAYLOAD);

        assertThat(check.verifies(key.key(), signature, PAYLOAD)).isTrue();
        assertThat(check.verifies(key.key(), signature, Bytes.utf8("What is signed"))).isFalse();
        assertThat(check.verifies(PocketKey.ecdsa().key(), signature, PAYLOAD)).isFalse();
        for (String other : List.of("ecdsa", "eddsa", "rsapss", "rsapkcs1v15", "none", "")) {
            if (!other.equals(key.method())) {
                assertThat(
                                check.verifies(
                                        key.key(),
                                        new Signature(key.id(), other, signature.value()),
                                        PAYLOAD))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_signature_of_another_length_is_none(PocketKey key) {
        Bytes value = key.sign(PAYLOAD).value();

        for (Bytes wrong :
                List.of(
                        Bytes.utf8(""),
                        value.slice(0, value.length() - 1),
                        value.slice(0, value.length() - 2),
                        Bytes.hex(value.hex() + "0000"),
                        Bytes.hex("00" + value.hex() + "00"),
                        Bytes.hex("00".repeat(value.length())))) {
            Signature signature = new Signature(key.id(), key.method(), wrong);
            assertThat(check.verifies(key.key(), signature, PAYLOAD)).isFalse();
        }
    }

    @Test
    void a_pycrypto_key_is_pem_of_the_same_key() {
        PocketKey rsa = PocketKey.rsa();
        Bytes pem = pem("PUBLIC KEY", rsa.key().value());
        Signature signature =
                new Signature(rsa.id(), "pycrypto-pkcs#1 pss", rsa.sign(PAYLOAD).value());

        assertThat(check.verifies(new PublicKey("rsa", pem), signature, PAYLOAD)).isTrue();
        assertThat(KeyMaterial.of(new PublicKey("rsa", pem))).isEqualTo(rsa.key().value());
    }

    @Test
    void a_short_rsa_key_verifies_nothing() {
        PocketKey shortKey = PocketKey.rsa(1024);

        assertThat(check.verifies(shortKey.key(), shortKey.sign(PAYLOAD), PAYLOAD)).isFalse();
        PocketKey certified = shortKey.certified(CERTIFICATE);
        assertThat(check.verifies(certified.key(), certified.sign(PAYLOAD), PAYLOAD)).isFalse();
    }

    @Test
    void a_point_beside_its_curve_is_no_key() {
        Bytes spki = PocketKey.ecdsa().key().value();
        byte[] moved = spki.toArray();
        moved[moved.length - 1] ^= 1;

        assertThat(KeyMaterial.of(new PublicKey("ecdsa", spki))).isEqualTo(spki);
        assertThat(KeyMaterial.of(new PublicKey("ecdsa", Bytes.of(moved)))).isNull();
    }

    @Test
    void a_key_is_of_the_type_that_it_is_said_to_be() {
        PocketKey rsa = PocketKey.rsa();
        PocketKey ecdsa = PocketKey.ecdsa();

        assertThat(KeyMaterial.of(new PublicKey("ecdsa", rsa.key().value()))).isNull();
        assertThat(KeyMaterial.of(new PublicKey("rsa", ecdsa.key().value()))).isNull();
        assertThat(KeyMaterial.of(new PublicKey("dsa", ecdsa.key().value()))).isNull();
        assertThat(
                        KeyMaterial.of(
                                new PublicKey(
                                        "ecdsa-x509", rsa.certified(CERTIFICATE).key().value())))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ecdsa", "rsa", "ed25519", "ecdsa-x509", "rsa-x509", "pycrypto", "", "x"})
    void garbage_is_never_an_exception(String type) {
        Random random = new Random(7);
        List<PocketKey> keys = keys();
        for (int round = 0; round < 500; round++) {
            PocketKey key = keys.get(random.nextInt(keys.size()));
            byte[] bytes = key.key().value().toArray();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            Bytes garbage = round % 2 == 0 ? Bytes.of(bytes) : random(random);
            Signature signature = new Signature(new KeyId("k"), key.method(), random(random));

            assertThat(check.verifies(new PublicKey(type, garbage), signature, PAYLOAD)).isFalse();
        }
    }

    @Test
    void it_serves_many_threads_and_more_keys_than_it_remembers() {
        PocketKey key = PocketKey.ecdsa();
        Signature signature = key.sign(PAYLOAD);

        boolean all =
                IntStream.range(0, 10_000)
                        .parallel()
                        .allMatch(
                                i ->
                                        i % 50 == 0
                                                ? check.verifies(key.key(), signature, PAYLOAD)
                                                : !check.verifies(
                                                        new PublicKey("ecdsa", Bytes.utf8("" + i)),
                                                        signature,
                                                        PAYLOAD));

        assertThat(all).isTrue();
    }

    private static Bytes random(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    static Bytes pem(String kind, Bytes der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.toArray());
        return Bytes.utf8(
                "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }
}
