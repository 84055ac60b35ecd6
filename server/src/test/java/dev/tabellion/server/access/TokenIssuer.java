package dev.tabellion.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A token server in a few lines: it signs whatever claims it is told to. */
record TokenIssuer(TestCertificate signer) {
    static final String ISSUER = "lab-issuer";
    static final String SERVICE = "lab-notary";

    /** Honest claims of alice at a moment, then changed by the test. */
    static Map<String, Object> claims(Instant now, Consumer<Map<String, Object>> change) {
        var claims = new TreeMap<String, Object>();
        claims.put("iss", ISSUER);
        claims.put("aud", SERVICE);
        claims.put("sub", "alice");
        claims.put("exp", now.getEpochSecond() + 300);
        claims.put("nbf", now.getEpochSecond() - 10);
        claims.put("access", List.of(access("repository", "acme/app", "push", "pull")));
        change.accept(claims);
        return claims;
    }

    static Map<String, Object> access(String type, String name, String... actions) {
        return Map.of("type", type, "name", name, "actions", List.of(actions));
    }

    String sign(JWSHeader header, Map<String, Object> claims) {
        var token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(
                    signer.key() instanceof ECPrivateKey ec
                            ? new ECDSASigner(ec)
                            : new RSASSASigner(
                                    signer.key(), Set.of(AllowWeakRSAKey.getInstance())));
        } catch (JOSEException e) {
            throw new IllegalStateException("signing a token", e);
        }
        return token.serialize();
    }
}
