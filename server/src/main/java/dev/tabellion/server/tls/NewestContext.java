package dev.tabellion.server.tls;

import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A context for those who keep one for ever: each engine is made by the newest one behind it. */
final class NewestContext extends SSLContext {

    private NewestContext(SSLContextSpi spi, SSLContext newest) {
        super(spi, newest.getProvider(), newest.getProtocol());
    }

    /**
     * @param name the only one a client's engines take the other side for; null for the host that
     *     it was reached at
     */
    static SSLContext of(Supplier<SSLContext> newest, @Nullable String name) {
        return new NewestContext(new Engines(newest, name), newest.get());
    }

    private static final class Engines extends SSLContextSpi {
        private final Supplier<SSLContext> newest;
        private final @Nullable String name;

        Engines(Supplier<SSLContext> newest, @Nullable String name) {
            this.newest = newest;
            this.name = name;
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys,
                TrustManager @Nullable [] trust,
                @Nullable SecureRandom random) {
            throw new IllegalStateException("what is behind it is ready");
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return restricted(newest.get().createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return name == null
                    ? restricted(newest.get().createSSLEngine(host, port))
                    : new NamedEngine(restricted(newest.get().createSSLEngine(name, port)), name);
        }

        private static SSLEngine restricted(SSLEngine engine) {
            engine.setEnabledProtocols(new String[] {PeerContext.PROTOCOL});
            return engine;
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return restricted(newest.get().getDefaultSSLParameters());
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return restricted(newest.get().getSupportedSSLParameters());
        }

        private static SSLParameters restricted(SSLParameters parameters) {
            parameters.setProtocols(new String[] {PeerContext.PROTOCOL});
            return parameters;
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return newest.get().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return newest.get().getClientSessionContext();
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw new UnsupportedOperationException("only engines are made anew");
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException("only engines are made anew");
        }
    }
}
