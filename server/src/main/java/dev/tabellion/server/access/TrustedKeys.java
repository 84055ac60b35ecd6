package dev.tabellion.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token server's certificates, and the keys that stand on them. A key that a token brings along
 * is only ever a way to find a trusted one, never trusted for being there.
 */
final class TrustedKeys {
    /** A key, and the moment after which its certificate chain no longer holds. */
    record Found(PublicKey key, Instant until) {}

    private final CertificateChains chains;
    private final Map<String, PublicKey> byId = new HashMap<>();

    TrustedKeys(Collection<X509Certificate> bundle) {
        chains = new CertificateChains(bundle);
        bundle.forEach(each -> byId.put(LibtrustId.of(each.getPublicKey()), each.getPublicKey()));
    }

    /**
     * The trusted key that a header refers to, by the first of {@code x5c}, {@code jwk} and {@code
     * kid} that it has: as Notary does, a bad reference is not mended by the next one.
     *
     * @throws GeneralSecurityException if what it brings along does not chain to the bundle
     * @throws JOSEException if its JWK is no key
     */
    @Nullable Found find(JWSHeader header, Instant now)
            throws GeneralSecurityException, JOSEException {
        var chain = header.getX509CertChain();
        if (chain != null && !chain.isEmpty()) {
            return chained(chain, now);
        }
        if (header.getJWK() != null) {
            return carried(header.getJWK(), now);
        }
        return header.getKeyID() == null ? null : pinned(header.getKeyID());
    }

    private Found chained(List<Base64> chain, Instant now) throws GeneralSecurityException {
        return chains.leaf(chain.stream().map(Base64::decode).toList(), now);
    }

    private @Nullable Found carried(JWK jwk, Instant now)
            throws GeneralSecurityException, JOSEException {
        if (!(jwk instanceof AsymmetricJWK asymmetric)) {
            return null;
        }
        var key = asymmetric.toPublicKey();
        var chain = jwk.getX509CertChain();
        if (chain == null || chain.isEmpty()) {
            return pinned(LibtrustId.of(key));
        }
        var found = chained(chain, now);
        return LibtrustId.of(found.key()).equals(LibtrustId.of(key)) ? found : null;
    }

    /**
     * Named by the operator's own bundle: no chain to build, and, as in Notary, no date to heed.
     */
    private @Nullable Found pinned(String id) {
        var key = byId.get(id);
        return key == null ? null : new Found(key, Instant.MAX);
    }
}
