package dev.tabellion.server.tls;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;

/**
 * The JDK's TLS as Tomcat's, for a listener that few and known clients keep connections to: what
 * BoringSSL saves on handshakes is nothing there, and one implementation less sees the keys' door.
 */
public final class PeerListenerTls implements ReadyMadeTls {
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
}
