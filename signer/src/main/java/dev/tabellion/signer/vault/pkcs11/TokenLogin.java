package dev.tabellion.signer.vault.pkcs11;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.signer.vault.KeyKind;
import dev.tabellion.signer.vault.VaultKey;
import dev.tabellion.tuf.PublicKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.X509Certificate;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * One login to the token. Ends when the token is lost; a new one is made then, this one is never
 * mended. Safe for concurrent use: the provider gives each call a session of its own.
 */
final class TokenLogin {
    private static final int KNOWN_KEYS = 20_000;
    private static final int AES_BITS = 256;

    private final Provider provider;
    private final KeyStore store;
    private final int start;
    private final long slot;
    private final Cache<Sha256, PrivateKey> known =
            Caffeine.newBuilder().maximumSize(KNOWN_KEYS).build();

    private TokenLogin(Provider provider, KeyStore store, int start, long slot) {
        this.provider = provider;
        this.store = store;
        this.start = start;
        this.slot = slot;
    }

    /**
     * @param start of the library, with whose end this ends
     */
    static TokenLogin to(Path library, int start, long slot, char[] pin) throws TokenTrouble {
        Provider jdk = Security.getProvider("SunPKCS11");
        if (jdk == null) {
            throw new IllegalStateException("this JDK has no module jdk.crypto.cryptoki");
        }
        try {
            Provider provider = jdk.configure(ProviderText.of(library, slot));
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new TokenLogin(provider, store, start, slot);
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw refusedPin(e) ? new PinRefused() : new TokenTrouble("logging in", e);
        }
    }

    /** The provider's own exception cannot be named; its message is the name of the CK_RV. */
    private static boolean refusedPin(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains("CKR_PIN_")) {
                return true;
            }
        }
        return false;
    }

    /** Its sessions have ended, whoever ended them. */
    boolean isOver(SharedLibrary library) {
        return start != library.start();
    }

    long slot() {
        return slot;
    }

    Provider provider() {
        return provider;
    }

    /** Makes a key in the token, under its own name. */
    PublicKey generate(KeyKind kind) throws TokenTrouble {
        try {
            KeyPair pair = kind.generate(provider);
            PublicKey publicKey = kind.publicKey(pair.getPublic());
            VaultKey key = VaultKey.of(publicKey);
            // A crash here leaves a key without a name in the token: it is never found, nor used.
            X509Certificate name = SelfSigned.certificate(pair, kind, aliasOf(key), provider);
            store.setKeyEntry(aliasOf(key), pair.getPrivate(), null, new X509Certificate[] {name});
            return publicKey;
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new TokenTrouble("making a key", e);
        }
    }

    Bytes sign(VaultKey key, Bytes message) throws TokenTrouble {
        try {
            return key.kind().sign(opened(key), message, provider);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new TokenTrouble("signing", e);
        }
    }

    private PrivateKey opened(VaultKey key) throws TokenTrouble, GeneralSecurityException {
        PrivateKey remembered = known.getIfPresent(key.material());
        if (remembered != null) {
            return remembered;
        }
        if (!(find(aliasOf(key)) instanceof PrivateKey found)) {
            throw new TokenTrouble("the token has no private key " + aliasOf(key));
        }
        if (!key.isOtherHalfOf(message -> key.kind().sign(found, message, provider))) {
            throw new IllegalStateException(
                    "the token's key " + aliasOf(key) + " is not the one that it is said to be");
        }
        known.put(key.material(), found);
        return found;
    }

    private @Nullable Key find(String alias) throws GeneralSecurityException {
        return store.getKey(alias, null);
    }

    /** The AES key of that name. */
    SecretKey secretKey(String alias) throws TokenTrouble {
        try {
            if (find(alias) instanceof SecretKey found) {
                return found;
            }
            throw new TokenTrouble("the token has no secret key " + alias);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new TokenTrouble("looking for the key " + alias, e);
        }
    }

    /** The AES key of that name, made in the token if there is none. */
    SecretKey secretKeyOrNew(String alias) throws TokenTrouble {
        try {
            if (find(alias) instanceof SecretKey found) {
                return found;
            }
            KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
            generator.init(AES_BITS);
            store.setEntry(alias, new KeyStore.SecretKeyEntry(generator.generateKey()), null);
            return secretKey(alias);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new TokenTrouble("making the key " + alias, e);
        }
    }

    static String aliasOf(VaultKey key) {
        return key.material().hex();
    }
}
