package dev.tabellion.signer.vault;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.SignerUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * The vaults of this signer, and which of them a key belongs in. New keys go by the settings, those
 * that exist by their row: changing the settings moves no key, rotating it afterwards does.
 */
public final class Vaults {
    private final SoftwareVault software;
    private final @Nullable KeyVault token;
    private final TokenCollections inToken;

    private Vaults(SoftwareVault software, @Nullable KeyVault token, TokenCollections inToken) {
        this.software = software;
        this.token = token;
        this.inToken = inToken;
    }

    public static Vaults softwareOnly(SoftwareVault software) {
        return new Vaults(software, null, TokenCollections.NONE);
    }

    public static Vaults withToken(
            SoftwareVault software, KeyVault token, TokenCollections inToken) {
        return new Vaults(software, token, inToken);
    }

    SoftwareVault software() {
        return software;
    }

    KeyVault forNewKeysOf(Gun gun) {
        return token != null && inToken.include(gun) ? token : software;
    }

    /** Whether this signer could be given such a vault. */
    static boolean areThereOf(VaultName name) {
        return name.equals(VaultName.SOFTWARE) || name.equals(VaultName.TOKEN);
    }

    /**
     * @throws SignerUnavailable if the key's vault is not configured here
     */
    KeyVault holding(RegisteredKey key) {
        if (key.vault().equals(software.name())) {
            return software;
        }
        if (token != null && key.vault().equals(token.name())) {
            return token;
        }
        throw new SignerUnavailable(
                "using the key " + key.key().id() + " of the vault '" + key.vault() + "'",
                new IllegalStateException("no such vault is configured here"));
    }
}
