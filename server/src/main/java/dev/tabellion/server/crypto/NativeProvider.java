package dev.tabellion.server.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the Corretto provider (AWS-LC) before the JDK's own, for signatures, and with them digests,
 * ciphers, new keys and random numbers: an ECDSA signature is checked in a tenth of the time, and
 * every publication has several to check. Where its library does not load, the JDK's providers go
 * on alone. Never decides what is valid: what one refuses, the other refuses.
 */
final class NativeProvider {
    private static final Logger LOG = LoggerFactory.getLogger(NativeProvider.class);

    private NativeProvider() {}

    static void install() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable problem = provider.getLoadingError();
        if (problem == null) {
            Security.insertProviderAt(provider, 1);
            LOG.atInfo().addKeyValue("provider", provider.getInfo()).log("crypto-native");
        } else {
            LOG.atInfo().addKeyValue("reason", String.valueOf(problem)).log("crypto-by-the-jdk");
        }
    }
}
