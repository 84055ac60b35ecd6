package dev.tabellion.server.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.apache.tomcat.util.net.jsse.PEMFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BoringSSL as Tomcat's TLS: Notary's clients open a connection for every request, and the JDK's
 * handshake costs twice as much. Never asks clients for certificates, and never takes protocols or
 * ciphers from Tomcat: they are here, and those of the JDK's TLS in {@code HttpsConnector}.
 */
public final class BoringSsl implements org.apache.tomcat.util.net.SSLContext {
    private static final Logger LOG = LoggerFactory.getLogger(BoringSsl.class);

    private static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

    /** Of TLS 1.2 only what has forward secrecy and authenticates what it encrypts. */
    private static final List<String> CIPHERS =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

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
                SslContextBuilder.forServer(privateKey(files.key()), chain(files.certificate()))
                        // frees its native part when closed, and when collected unclosed
                        .sslProvider(SslProvider.OPENSSL)
                        .protocols(PROTOCOLS)
                        .ciphers(CIPHERS)
                        .build());
    }

    /** Read as Tomcat reads it for the JDK's TLS: PKCS#8 and what OpenSSL wrote before. */
    private static PrivateKey privateKey(Path file) throws SSLException {
        PrivateKey key = read(file).getPrivateKey();
        if (key == null) {
            throw new SSLException(file + " holds no private key");
        }
        return key;
    }

    private static X509Certificate[] chain(Path file) throws SSLException {
        List<X509Certificate> chain = read(file).getCertificates();
        if (chain.isEmpty()) {
            throw new SSLException(file + " holds no certificate");
        }
        return chain.toArray(X509Certificate[]::new);
    }

    private static PEMFile read(Path file) throws SSLException {
        try {
            return new PEMFile(file.toString());
        } catch (IOException | GeneralSecurityException e) {
            throw new SSLException(file + " does not read as PEM: " + e.getMessage(), e);
        }
    }

    @Override
    public SSLEngine createSSLEngine() {
        return new FixedEngine(context.newEngine(BUFFERS));
    }

    @Override
    public SSLParameters getSupportedSSLParameters() {
        List<String> ciphers = context.cipherSuites();
        return new SSLParameters(ciphers.toArray(String[]::new), PROTOCOLS.toArray(String[]::new));
    }

    @Override
    public SSLSessionContext getServerSessionContext() {
        return context.sessionContext();
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
        // freed when collected: connections may still use it
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
        return null; // clients are not asked for certificates
    }
}
