package dev.tabellion.server.signer;

import dev.tabellion.server.data.SecretFile;
import dev.tabellion.server.signer.VaultSettings.TokenAccess;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.signer.vault.pkcs11.Pin;
import dev.tabellion.signer.vault.pkcs11.Token;
import dev.tabellion.signer.vault.pkcs11.TokenSettings;
import dev.tabellion.signer.vault.pkcs11.TokenSettings.Slot;
import java.nio.file.Path;

/** The token that the settings speak of. A start is refused for what waiting would not mend. */
final class ConfiguredToken {
    private static final String SETTING = "tabellion.signer.token.";

    private ConfiguredToken() {}

    static Token open(TokenAccess access) {
        try {
            return Token.open(
                    new TokenSettings(
                            access.library(),
                            slot(access),
                            pin(access),
                            access.sessions(),
                            access.patience()));
        } catch (IllegalArgumentException e) {
            throw new StartupRefused(
                    "The token of "
                            + access.library()
                            + " cannot be used: "
                            + e.getMessage()
                            + " Look at the settings "
                            + SETTING
                            + "*.",
                    e);
        }
    }

    private static Slot slot(TokenAccess access) {
        if (access.label() != null && access.slot() == null) {
            return new Slot.Labelled(access.label());
        }
        if (access.slot() != null && access.label() == null) {
            return new Slot.Numbered(access.slot());
        }
        throw new StartupRefused(
                "Which token is meant? Set either " + SETTING + "label or " + SETTING + "slot.");
    }

    private static Pin pin(TokenAccess access) {
        Path file = access.pinFile();
        if (file != null) {
            return () -> new SecretFile(file).read().toCharArray();
        }
        String pin = access.pin();
        if (pin != null) {
            return pin::toCharArray;
        }
        throw new StartupRefused(
                "The token's PIN is missing: set TABELLION_SIGNER_TOKEN_PIN, or "
                        + SETTING
                        + "pin-file to a file that holds it.");
    }
}
