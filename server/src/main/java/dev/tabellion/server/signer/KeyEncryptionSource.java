package dev.tabellion.server.signer;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.data.SecretFile;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.pkcs11.Token;
import dev.tabellion.signer.vault.pkcs11.TokenKeyEncryption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads key-encryption keys from where the settings say: the environment, or a file with the key,
 * or a file that only the token opens. Without settings, from the data directory.
 */
public final class KeyEncryptionSource {
    private static final String FILE = "key-encryption-key";
    private static final String WRAPPED = FILE + ".wrapped";

    private final SignerSettings settings;
    private final DataDirectory data;
    private final @Nullable Token token;

    KeyEncryptionSource(SignerSettings settings, DataDirectory data, @Nullable Token token) {
        this.settings = settings;
        this.data = data;
        this.token = token;
    }

    /** The one in use. */
    public KeyEncryptionKey current() {
        if (settings.kek() != null) {
            return parse(settings.kek(), "the environment or the configuration");
        }
        SecretFile file = currentFile();
        return settings.kekFile() == null && !file.exists()
                ? parse(file.readOrMakeUp(), file.path().toString())
                : read(file.path());
    }

    /** The one before, while keys are being encrypted anew. */
    public @Nullable KeyEncryptionKey previous() {
        return settings.previousKekFile() == null ? null : read(settings.previousKekFile());
    }

    /** In words, for whoever has to look there. */
    String whereFrom() {
        return settings.kek() != null
                ? "the environment or the configuration"
                : currentFile().path().toString();
    }

    private SecretFile currentFile() {
        if (settings.kekFile() != null) {
            return new SecretFile(settings.kekFile());
        }
        SecretFile wrapped = data.secret(WRAPPED);
        return wrapped.exists() ? wrapped : data.secret(FILE);
    }

    /** The key in a file, opened by the token if that is what it takes. */
    public KeyEncryptionKey read(Path file) {
        return parse(new SecretFile(file).read(), file.toString());
    }

    private KeyEncryptionKey parse(String text, String source) {
        try {
            if (!TokenKeyEncryption.isWrapped(text)) {
                return KeyEncryptionKey.parse(text);
            }
            if (token == null) {
                throw new IllegalArgumentException(
                        "only a token opens it, and none is configured"
                                + " (tabellion.signer.token.library)");
            }
            return new TokenKeyEncryption(token).unwrap(text);
        } catch (IllegalArgumentException e) {
            throw new StartupRefused(
                    "The key-encryption key in " + source + " cannot be used: " + e.getMessage(),
                    e);
        }
    }
}
