package dev.tabellion.server.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BoringSSL as Tomcat's TLS: Notary's clients open a connection for every request, and the JDK's
 * handshake costs twice as much. Never asks clients for certificates, and never takes protocols or
 * ciphers from Tomcat.
 */
public final class BoringSsl implements ReadyMadeTls {
    private static final Logger LOG = LoggerFactory.getLogger(BoringSsl.class);

    /** Every engine has a few short-lived buffers; a pool would keep megabytes for them. */
    private static final ByteBufAllocator BUFFERS = PooledByteBufAllocator.DEFAULT;

    private final SslContext context;

    private BoringSsl(SslContext context) {
        this.context = context;
    }

    /** Null where this platform has no native library for it: the JDK's own TLS serves then. */
    public static @Nullable BoringSsl using(CertificateFiles files) throws SSLException {
        if (!OpenSsl.isAvailable()) {
            LOG.atInfo()
                    .addKeyValue("reason", String.valueOf(OpenSsl.unavailabilityCause()))
                    .log("tls-by-the-jdk");
            return null;
        }
        LOG.atInfo().addKeyValue("library", OpenSsl.versionString()).log("tls-by-boringssl");
        return new BoringSsl(
                SslContextBuilder.forServer(
                                GivenPem.key(files.key()), GivenPem.chain(files.certificate()))
                        // frees its native part when closed, and when collected unclosed
                        .sslProvider(SslProvider.OPENSSL)
                        .protocols(TlsOffer.PROTOCOLS)
                        .ciphers(TlsOffer.CIPHERS)
                        .build());
    }

    @Override
    public SSLEngine createSSLEngine() {
        return new FixedEngine(context.newEngine(BUFFERS));
    }

    @Override
    public SSLParameters getSupportedSSLParameters() {
        List<String> ciphers = context.cipherSuites();
        return new SSLParameters(
                ciphers.toArray(String[]::new), TlsOffer.PROTOCOLS.toArray(String[]::new));
    }

    @Override
    public SSLSessionContext getServerSessionContext() {
        return context.sessionContext();
    }
}
