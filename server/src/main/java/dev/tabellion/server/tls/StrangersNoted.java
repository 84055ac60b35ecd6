package dev.tabellion.server.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trust as another gives it, that tells of each client it was not given to. Never gives more. */
final class StrangersNoted extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;
    private final BiConsumer<List<X509Certificate>, String> told;

    /**
     * @param told the client's certificates and what is wrong with them
     */
    StrangersNoted(X509ExtendedTrustManager trust, BiConsumer<List<X509Certificate>, String> told) {
        this.trust = trust;
        this.told = told;
    }

    /** One of the three ways in which TLS asks. */
    @FunctionalInterface
    private interface Question {
        void ask() throws CertificateException;
    }

    private void ask(Question question, X509Certificate[] chain) throws CertificateException {
        try {
            question.ask();
        } catch (CertificateException e) {
            told.accept(List.of(chain), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        ask(() -> trust.checkClientTrusted(chain, type), chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        ask(() -> trust.checkClientTrusted(chain, type, socket), chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        ask(() -> trust.checkClientTrusted(chain, type, engine), chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        trust.checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        trust.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        trust.checkServerTrusted(chain, type, engine);
    }

    /** None is named to clients: one told whom we trust shows nothing of others at all. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
