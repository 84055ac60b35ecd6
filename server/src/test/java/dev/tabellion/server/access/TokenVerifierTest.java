package dev.tabellion.server.access;

import static dev.tabellion.server.access.TestCertificate.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.tabellion.server.access.TokenVerdict.Genuine;
import dev.tabellion.server.access.TokenVerdict.Worthless;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
    private static final TestCertificate PINNED = TestCertificate.selfSigned("pinned", "secp256r1");
    private static final TestCertificate AUTHORITY = TestCertificate.authority("authority");
    private static final TestCertificate STRANGER = TestCertificate.authority("stranger");

    private final TokenVerifier verifier = trusting(PINNED, AUTHORITY);

    @Test
    void a_key_is_found_by_the_certificate_of_the_bundle_itself() {
        assertThat(verdict(PINNED, es256().x509CertChain(List.of(PINNED.encoded()))))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void a_key_is_found_by_a_chain_to_the_bundle() {
        var middle = AUTHORITY.issues("middle", true);
        var leaf = middle.issues("leaf", false);

        var chain = List.of(leaf.encoded(), middle.encoded());
        assertThat(verdict(leaf, es256().x509CertChain(chain))).isInstanceOf(Genuine.class);
        assertThat(verdict(leaf, es256().x509CertChain(chain.subList(0, 1))))
                .isEqualTo(new Worthless("untrusted-chain"));
    }

    @Test
    void a_key_is_found_by_its_libtrust_id() {
        var id = LibtrustId.of(PINNED.certificate().getPublicKey());

        assertThat(id).matches("([A-Z2-7]{4}:){11}[A-Z2-7]{4}");
        assertThat(verdict(PINNED, es256().keyID(id))).isInstanceOf(Genuine.class);
    }

    @Test
    void a_key_is_found_by_the_key_itself_if_it_is_of_the_bundle() {
        assertThat(verdict(PINNED, es256().jwk(jwk(PINNED)))).isInstanceOf(Genuine.class);
    }

    @Test
    void a_key_is_found_by_the_key_itself_if_it_brings_its_chain() {
        var leaf = AUTHORITY.issues("leaf", false);
        var jwk = new ECKey.Builder(jwk(leaf)).x509CertChain(List.of(leaf.encoded())).build();

        assertThat(verdict(leaf, es256().jwk(jwk))).isInstanceOf(Genuine.class);
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, ES256",
        "secp384r1, ES384",
        "secp521r1, ES512",
        "2048, RS256",
        "2048, RS384",
        "2048, RS512",
    })
    void every_accepted_algorithm_verifies(String kind, String algorithm) {
        var signer = TestCertificate.selfSigned("signer", kind);
        var header =
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                        .x509CertChain(List.of(signer.encoded()));

        assertThat(verdict(trusting(signer), signer, header, _ -> {})).isInstanceOf(Genuine.class);
    }

    @Test
    void the_subject_and_what_it_may_do_are_read() {
        var verdict = (Genuine) verdict(PINNED, byId());

        assertThat(verdict.subject()).isEqualTo("alice");
        assertThat(verdict.until()).isEqualTo(NOW.plusSeconds(300).plus(Claims.LEEWAY));
        assertThat(verdict.grants().cover(List.of(new Access("repository", "acme/app", "pull"))))
                .isTrue();
        assertThat(verdict.grants().cover(List.of(new Access("repository", "acme/ap", "pull"))))
                .isFalse();
    }

    @Test
    void a_token_outlives_no_certificate_of_its_chain() {
        var end = NOW.plus(Duration.ofSeconds(20));
        var leaf = AUTHORITY.issuesUntil("leaf", end);
        var verdict = verdict(leaf, es256().x509CertChain(List.of(leaf.encoded())));

        assertThat(((Genuine) verdict).until()).isEqualTo(end);
    }

    @Test
    void a_key_without_reference_is_not_searched_for() {
        assertWorthless("unknown-key", verdict(PINNED, es256()));
    }

    @Test
    void a_strangers_key_is_refused_by_every_reference() {
        var id = LibtrustId.of(STRANGER.certificate().getPublicKey());
        var own = new ECKey.Builder(jwk(STRANGER)).x509CertChain(List.of(STRANGER.encoded()));

        assertWorthless("unknown-key", verdict(STRANGER, es256().keyID(id)));
        assertWorthless("unknown-key", verdict(STRANGER, es256().jwk(jwk(STRANGER))));
        assertWorthless("untrusted-chain", verdict(STRANGER, es256().jwk(own.build())));
        assertWorthless(
                "untrusted-chain",
                verdict(STRANGER, es256().x509CertChain(List.of(STRANGER.encoded()))));
    }

    @Test
    void a_trusted_reference_does_not_lend_its_trust_to_another_key() {
        var id = LibtrustId.of(PINNED.certificate().getPublicKey());

        assertWorthless("signature", verdict(STRANGER, es256().keyID(id)));
        assertWorthless("signature", verdict(STRANGER, es256().jwk(jwk(PINNED))));
        assertWorthless(
                "signature", verdict(STRANGER, es256().x509CertChain(List.of(PINNED.encoded()))));
        assertWorthless("unknown-key", verdict(STRANGER, es256().keyID(id).jwk(jwk(STRANGER))));
    }

    @Test
    void a_chain_through_a_certificate_that_is_no_authority_is_refused() {
        var leaf = AUTHORITY.issues("leaf", false);
        var forged = leaf.issues("forged", false);
        var chain = List.of(forged.encoded(), leaf.encoded());

        assertWorthless("untrusted-chain", verdict(forged, es256().x509CertChain(chain)));
    }

    @Test
    void an_ended_certificate_is_refused() {
        var leaf = AUTHORITY.issuesUntil("leaf", NOW.minusSeconds(1));

        assertWorthless(
                "untrusted-chain", verdict(leaf, es256().x509CertChain(List.of(leaf.encoded()))));
    }

    @Test
    void a_chain_without_end_is_refused() {
        var chain = java.util.Collections.nCopies(9, PINNED.encoded());

        assertWorthless("untrusted-chain", verdict(PINNED, es256().x509CertChain(chain)));
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        var header = Base64URL.encode("{\"alg\":\"none\"}");
        var payload = new Payload(TokenIssuer.claims(NOW, _ -> {})).toBase64URL();

        assertWorthless("malformed", verifier.verify(header + "." + payload + ".", NOW));
    }

    @Test
    void a_public_key_is_no_shared_secret() throws JOSEException {
        var id = LibtrustId.of(PINNED.certificate().getPublicKey());
        var token =
                new JWSObject(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(id).build(),
                        new Payload(TokenIssuer.claims(NOW, _ -> {})));
        token.sign(new MACSigner(PINNED.certificate().getPublicKey().getEncoded()));

        assertWorthless("algorithm", verifier.verify(token.serialize(), NOW));
    }

    @Test
    void a_key_is_used_with_its_own_kind_of_algorithm_only() {
        var rsa = TestCertificate.selfSigned("rsa", "2048");
        var header = es256().x509CertChain(List.of(rsa.encoded()));

        assertWorthless("key-unfit-for-algorithm", verdict(trusting(rsa), PINNED, header, _ -> {}));
    }

    @Test
    void a_short_rsa_key_is_refused() {
        var weak = TestCertificate.selfSigned("weak", "1024");
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).x509CertChain(List.of(weak.encoded()));

        assertWorthless("signature", verdict(trusting(weak), weak, header, _ -> {}));
    }

    @Test
    void a_changed_claim_breaks_the_signature() {
        var parts = token(PINNED, byId(), _ -> {}).split("\\.", -1);
        var other = new Payload(TokenIssuer.claims(NOW, claims -> claims.put("sub", "mallory")));

        assertWorthless(
                "signature",
                verifier.verify(parts[0] + "." + other.toBase64URL() + "." + parts[2], NOW));
    }

    @Test
    void a_token_for_somebody_else_is_refused() {
        assertWorthless("audience", verdict(claims -> claims.put("aud", "registry")));
        assertWorthless("issuer", verdict(claims -> claims.put("iss", "another")));
        assertWorthless("malformed", verdict(claims -> claims.put("aud", List.of("lab-notary"))));
        assertWorthless("malformed", verdict(claims -> claims.remove("aud")));
    }

    @Test
    void clocks_may_be_a_minute_apart_and_no_more() {
        var now = NOW.getEpochSecond();

        assertThat(verdict(claims -> claims.put("exp", now - 60))).isInstanceOf(Genuine.class);
        assertWorthless("expired", verdict(claims -> claims.put("exp", now - 61)));
        assertThat(verdict(claims -> claims.put("nbf", now + 60))).isInstanceOf(Genuine.class);
        assertWorthless("not-yet-valid", verdict(claims -> claims.put("nbf", now + 61)));
        assertThat(verdict(claims -> claims.remove("nbf"))).isInstanceOf(Genuine.class);
        assertWorthless("malformed", verdict(claims -> claims.remove("exp")));
    }

    @Test
    void claims_of_the_wrong_kind_are_refused() {
        assertWorthless("malformed", verdict(claims -> claims.put("exp", "tomorrow")));
        assertWorthless("malformed", verdict(claims -> claims.put("exp", 1e300)));
        assertWorthless("malformed", verdict(claims -> claims.put("sub", List.of())));
        assertWorthless("malformed", verdict(claims -> claims.put("sub", "s".repeat(1025))));
        assertWorthless("malformed", verdict(claims -> claims.put("access", "everything")));
        assertWorthless("malformed", verdict(claims -> claims.put("access", List.of("x"))));
        assertWorthless(
                "malformed",
                verdict(claims -> claims.put("access", List.of(Map.of("type", "repository")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b.c",
                "a.b.c.d.e",
                "eyJhbGciOiJFUzI1NiJ9..",
                "eyJhbGciOiJFUzI1NiJ9.e30.",
                "eyJhbGciOiJFUzI1NiJ9.W10.AAAA",
                "eyJhbGciOiJFUzI1NiIsImFsZyI6IkhTMjU2In0.e30.AAAA",
            })
    void garbage_is_refused(String token) {
        assertThat(verifier.verify(token, NOW)).isInstanceOf(Worthless.class);
    }

    @Test
    void a_token_beyond_every_size_is_not_even_parsed() {
        var token = token(PINNED, byId(), claims -> claims.put("padding", "x".repeat(16 * 1024)));

        assertWorthless("too-long", verifier.verify(token, NOW));
    }

    @Test
    void what_must_be_understood_and_is_not_is_refused() {
        var header = byId().criticalParams(java.util.Set.of("fee")).customParam("fee", "paid");

        assertWorthless("signature", verdict(PINNED, header));
    }

    private static void assertWorthless(String why, TokenVerdict verdict) {
        assertThat(verdict).isEqualTo(new Worthless(why));
    }

    private static JWSHeader.Builder es256() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256);
    }

    private static JWSHeader.Builder byId() {
        return es256().keyID(LibtrustId.of(PINNED.certificate().getPublicKey()));
    }

    private static ECKey jwk(TestCertificate of) {
        var key = (ECPublicKey) of.certificate().getPublicKey();
        return new ECKey.Builder(Curve.P_256, key).build();
    }

    private TokenVerdict verdict(TestCertificate signer, JWSHeader.Builder header) {
        return verdict(verifier, signer, header, _ -> {});
    }

    private TokenVerdict verdict(Consumer<Map<String, Object>> change) {
        return verdict(verifier, PINNED, byId(), change);
    }

    private static TokenVerdict verdict(
            TokenVerifier verifier,
            TestCertificate signer,
            JWSHeader.Builder header,
            Consumer<Map<String, Object>> change) {
        return verifier.verify(token(signer, header, change), NOW);
    }

    private static String token(
            TestCertificate signer,
            JWSHeader.Builder header,
            Consumer<Map<String, Object>> change) {
        return new TokenIssuer(signer).sign(header.build(), TokenIssuer.claims(NOW, change));
    }

    private static TokenVerifier trusting(TestCertificate... bundle) {
        var certificates = java.util.Arrays.stream(bundle).map(TestCertificate::certificate);
        return new TokenVerifier(
                TokenIssuer.ISSUER, TokenIssuer.SERVICE, new TrustedKeys(certificates.toList()));
    }
}
