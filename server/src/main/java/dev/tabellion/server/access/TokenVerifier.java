package dev.tabellion.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.tabellion.server.access.TokenVerdict.Genuine;
import dev.tabellion.server.access.TokenVerdict.Worthless;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges registry tokens: compact JWS, signed under a certificate of the bundle. It never accepts
 * {@code none} or a shared secret, and never looks at a signature before the claims hold.
 */
final class TokenVerifier {
    private static final Set<JWSAlgorithm> ACCEPTED =
            Set.of(
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512,
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512);

    private static final int LONGEST = 16 * 1024;
    private static final int SMALLEST_RSA = 2048;

    private final String issuer;
    private final String service;
    private final TrustedKeys keys;

    TokenVerifier(String issuer, String service, TrustedKeys keys) {
        this.issuer = issuer;
        this.service = service;
        this.keys = keys;
    }

    TokenVerdict verify(String compact, Instant now) {
        if (compact.length() > LONGEST) {
            return new Worthless("too-long");
        }
        try {
            return judge(JWSObject.parse(compact), now);
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            return new Worthless("malformed");
        } catch (GeneralSecurityException e) {
            return new Worthless("untrusted-chain");
        } catch (JOSEException e) {
            return new Worthless("key-unfit-for-algorithm");
        }
    }

    private TokenVerdict judge(JWSObject token, Instant now)
            throws GeneralSecurityException, JOSEException {
        if (!ACCEPTED.contains(token.getHeader().getAlgorithm())) {
            return new Worthless("algorithm");
        }
        var payload = token.getPayload().toJSONObject();
        if (payload == null) {
            return new Worthless("malformed");
        }
        var claims = Claims.of(payload);
        var objection = claims.objection(issuer, service, now);
        if (objection != null) {
            return new Worthless(objection);
        }
        var found = keys.find(token.getHeader(), now);
        if (found == null) {
            return new Worthless("unknown-key");
        }
        var verifier = verifier(found.key());
        if (verifier == null || !token.verify(verifier)) {
            return new Worthless("signature");
        }
        var until = claims.lastMoment();
        return new Genuine(
                claims.subject(),
                claims.grants(),
                found.until().isBefore(until) ? found.until() : until);
    }

    /** Bound to the kind of key: the header's algorithm is checked against it by the verifier. */
    private static @Nullable JWSVerifier verifier(PublicKey key) throws JOSEException {
        return switch (key) {
            case ECPublicKey ec -> new ECDSAVerifier(ec);
            case RSAPublicKey rsa ->
                    rsa.getModulus().bitLength() < SMALLEST_RSA ? null : new RSASSAVerifier(rsa);
            default -> null;
        };
    }
}
