package dev.tabellion.server.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trust of a client in the authorities that Java knows and in those an operator names. */
public final class FurtherAuthorities {

    private FurtherAuthorities() {}

    /**
     * @param pem one certificate or more
     */
    public static SSLContext trusting(Path pem) {
        try {
            var all = new ArrayList<>(usual());
            all.addAll(GivenPem.chain(pem));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int each = 0; each < all.size(); each++) {
                store.setCertificateEntry("authority-" + each, all.get(each));
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("trusting the certificates in " + pem, e);
        }
    }

    private static List<X509Certificate> usual() throws GeneralSecurityException {
        var authorities = new ArrayList<X509Certificate>();
        for (var manager : managers(null)) {
            if (manager instanceof X509TrustManager certificates) {
                authorities.addAll(List.of(certificates.getAcceptedIssuers()));
            }
        }
        return authorities;
    }

    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
