package dev.tabellion.server.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import org.jspecify.annotations.Nullable;

/**
 * Puts the Corretto provider (AWS-LC) before the JDK's own, for signatures, and with them digests,
 * ciphers, new keys and random numbers: an ECDSA signature is checked in a tenth of the time, and
 * every publication has several to check; one of Ed25519 in a fifth, and a log has thousands. Where
 * its library does not load, the JDK's providers go on alone. Never decides which signature is
 * valid: what one refuses, the other refuses. It takes 32 bytes of any kind for an Ed25519 key, so
 * {@link dev.tabellion.tlog.Ed25519Key} asks the JDK's own.
 */
public final class NativeProvider {
    private NativeProvider() {}

    /** Null once it is there; else why its library does not load. */
    public static @Nullable Throwable install() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable problem = provider.getLoadingError();
        if (problem == null) {
            Security.insertProviderAt(provider, 1);
        }
        return problem;
    }
}
