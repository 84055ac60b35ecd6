package dev.tabellion.server.access;

import dev.tabellion.server.access.TrustedKeys.Found;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Chains that tokens bring along, held against the operator's bundle. Never fetches anything. */
final class CertificateChains {
    private static final int LONGEST = 8;

    private final Set<X509Certificate> bundle;
    private final Set<TrustAnchor> anchors;

    CertificateChains(Collection<X509Certificate> bundle) {
        this.bundle = Set.copyOf(bundle);
        anchors =
                bundle.stream()
                        .map(each -> new TrustAnchor(each, null))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The key of the first certificate.
     *
     * @throws GeneralSecurityException if it does not lead to the bundle, at this moment
     */
    Found leaf(List<byte[]> chain, Instant now) throws GeneralSecurityException {
        if (chain.size() > LONGEST) {
            throw new CertificateException("a chain of " + chain.size() + " certificates");
        }
        var certificates = parsed(chain);
        var leaf = certificates.getFirst();
        if (bundle.contains(leaf)) {
            // the bundle may name the signer itself, which need be no authority
            leaf.checkValidity(Date.from(now));
            return new Found(leaf.getPublicKey(), leaf.getNotAfter().toInstant());
        }
        return new Found(leaf.getPublicKey(), end(built(leaf, certificates, now)));
    }

    private PKIXCertPathBuilderResult built(
            X509Certificate leaf, List<X509Certificate> others, Instant now)
            throws GeneralSecurityException {
        var wanted = new X509CertSelector();
        wanted.setCertificate(leaf);
        var parameters = new PKIXBuilderParameters(anchors, wanted);
        parameters.setDate(Date.from(now));
        parameters.setRevocationEnabled(false); // no registry token server publishes revocations
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
        return (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    private static Instant end(PKIXCertPathBuilderResult path) {
        var end = path.getTrustAnchor().getTrustedCert().getNotAfter().toInstant();
        for (var each : path.getCertPath().getCertificates()) {
            var notAfter = ((X509Certificate) each).getNotAfter().toInstant();
            end = notAfter.isBefore(end) ? notAfter : end;
        }
        return end;
    }

    private static List<X509Certificate> parsed(List<byte[]> chain) throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<X509Certificate>();
        for (var each : chain) {
            var certificate = factory.generateCertificate(new ByteArrayInputStream(each));
            certificates.add((X509Certificate) certificate);
        }
        return certificates;
    }
}
