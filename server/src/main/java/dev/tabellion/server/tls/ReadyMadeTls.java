package dev.tabellion.server.tls;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.TrustManager;
import org.apache.tomcat.util.net.SSLContext;
import org.jspecify.annotations.Nullable;

/** What Tomcat calls a TLS context, made ready elsewhere. Takes nothing from Tomcat's settings. */
interface ReadyMadeTls extends SSLContext {

    @Override
    default void init(
            KeyManager @Nullable [] keys,
            TrustManager @Nullable [] trust,
            @Nullable SecureRandom random) {
        // made ready when built
    }

    @Override
    default void destroy() {
        // freed when collected: connections may still use it
    }

    @Override
    default SSLServerSocketFactory getServerSocketFactory() {
        throw new UnsupportedOperationException("Tomcat's connectors work with engines");
    }

    @Override
    default X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        return null; // only for Tomcat's log
    }

    @Override
    default X509Certificate @Nullable [] getAcceptedIssuers() {
        return null; // only for Tomcat's own trust managers: whom we ask for is in the engines
    }
}
