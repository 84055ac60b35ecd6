package dev.tabellion.server.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names a certificate bears as alternative names of its subject: DNS names and URIs, as they
 * are written. A wildcard is a name like any other and matches nothing but itself; the subject's
 * common name is none.
 */
public final class PeerNames {
    private static final int DNS_NAME = 2;
    private static final int URI = 6;

    private PeerNames() {}

    public static Set<String> of(X509Certificate certificate) {
        var names = new LinkedHashSet<String>();
        try {
            var all = certificate.getSubjectAlternativeNames();
            for (List<?> each : all == null ? List.<List<?>>of() : all) {
                if (each.get(0) instanceof Integer kind && (kind == DNS_NAME || kind == URI)) {
                    names.add(String.valueOf(each.get(1)));
                }
            }
        } catch (CertificateParsingException e) {
            return Set.of(); // what cannot be read names nobody
        }
        return names;
    }
}
