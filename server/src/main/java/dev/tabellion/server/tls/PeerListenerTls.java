package dev.tabellion.server.tls;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's TLS as Tomcat's, for a listener that few and known clients keep connections to: what
 * BoringSSL saves on handshakes is nothing there, and one implementation less sees the keys' door.
 */
public final class PeerListenerTls implements org.apache.tomcat.util.net.SSLContext {
    private final SSLContext context;

    public PeerListenerTls(PeerTls tls) {
        this.context = tls.context();
    }

    @Override
    public SSLEngine createSSLEngine() {
        return context.createSSLEngine();
    }

    @Override
    public SSLParameters getSupportedSSLParameters() {
        return context.getSupportedSSLParameters();
    }

    @Override
    public SSLSessionContext getServerSessionContext() {
        return context.getServerSessionContext();
    }

    @Override
    public void init(
            KeyManager @Nullable [] keys,
            TrustManager @Nullable [] trust,
            @Nullable SecureRandom random) {
        // made ready when built
    }

    @Override
    public void destroy() {
        // nothing to free
    }

    @Override
    public SSLServerSocketFactory getServerSocketFactory() {
        throw new UnsupportedOperationException("Tomcat's connectors work with engines");
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        return null; // only for Tomcat's log
    }

    @Override
    public X509Certificate @Nullable [] getAcceptedIssuers() {
        return null; // whom to ask for is in the engines
    }
}
