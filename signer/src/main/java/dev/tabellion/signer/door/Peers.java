package dev.tabellion.signer.door;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who stands behind a client's certificates. Safe for concurrent use. */
@FunctionalInterface
public interface Peers {
    /**
     * Who it is; null for anybody who was not named to the signer, whoever issued the certificate.
     *
     * @param chain as TLS verified it, the peer's own first; empty if there was none
     */
    @Nullable Admitted of(List<X509Certificate> chain);
}
