package dev.tabellion.server.tls;

import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What three files said when they were read: whom we trust and who we are. Never read again; with
 * its end, the sessions made under it cannot be resumed.
 */
final class PeerContext {
    /** Both ends are ours, so there is no older client to be kind to. */
    static final String PROTOCOL = "TLSv1.3";

    private static final char[] NO_PASSWORD = {};

    /** As the JDK's own TLS 1.3 names it to trust managers: the key's kind no longer matters. */
    private static final String ANY_KEY = "UNKNOWN";

    private final SSLContext context;
    private final X509TrustManager trust;
    private final X509Certificate own;
    private final Map<X509Certificate, Boolean> vouchedFor = new ConcurrentHashMap<>();

    private PeerContext(SSLContext context, X509TrustManager trust, X509Certificate own) {
        this.context = context;
        this.trust = trust;
        this.own = own;
    }

    /**
     * @param strangers is told of clients that nobody we trust vouches for, and why
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if they do not fit each other, or the certificate is expired
     * @throws StartupRefused if one of them does not read as PEM
     */
    static PeerContext of(
            PeerFiles files, Instant now, BiConsumer<List<X509Certificate>, String> strangers)
            throws IOException, GeneralSecurityException {
        var chain = GivenPem.chain(files.certificate());
        var own = chain.getFirst();
        requireInTime(own, files.certificate(), now);
        PrivateKey key = GivenPem.key(files.key());
        if (!GivenCertificate.belongTogether(own, key)) {
            throw new CertificateException(
                    files.key() + " is not the key of " + files.certificate());
        }
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store(chain, key), NO_PASSWORD);
        var trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(store(GivenPem.chain(files.authority())));
        var context = SSLContext.getInstance(PROTOCOL);
        var trust = (X509ExtendedTrustManager) trusted.getTrustManagers()[0];
        var noting = new StrangersNoted(trust, strangers);
        context.init(keys.getKeyManagers(), new TrustManager[] {noting}, null);
        return new PeerContext(context, trust, own);
    }

    SSLContext context() {
        return context;
    }

    Instant expires() {
        return own.getNotAfter().toInstant();
    }

    /** Whether whom we trust now vouches for this client now, who may have connected long ago. */
    boolean vouchesFor(List<X509Certificate> client, Instant now) {
        var leaf = client.getFirst();
        return !now.isAfter(leaf.getNotAfter().toInstant())
                && vouchedFor.computeIfAbsent(leaf, _ -> isTrusted(client));
    }

    private boolean isTrusted(List<X509Certificate> client) {
        try {
            trust.checkClientTrusted(client.toArray(X509Certificate[]::new), ANY_KEY);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static void requireInTime(X509Certificate own, Path file, Instant now)
            throws CertificateException {
        if (now.isAfter(own.getNotAfter().toInstant())) {
            throw new CertificateException(file + " expired at " + own.getNotAfter().toInstant());
        }
    }

    private static KeyStore store(List<X509Certificate> chain, PrivateKey key)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null);
        store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        return store;
    }

    private static KeyStore store(List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null);
        for (var authority : authorities) {
            store.setCertificateEntry(
                    authority.getSerialNumber() + " of " + authority.getIssuerX500Principal(),
                    authority);
        }
        return store;
    }
}
