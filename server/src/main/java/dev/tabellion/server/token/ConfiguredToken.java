package dev.tabellion.server.token;

import dev.tabellion.server.data.SecretFile;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.signer.vault.pkcs11.Pin;
import dev.tabellion.signer.vault.pkcs11.TokenSettings;
import dev.tabellion.signer.vault.pkcs11.TokenSettings.Slot;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The token that some settings speak of. A start is refused for what waiting would not mend.
 *
 * @param setting what the names of those settings begin with
 */
public record ConfiguredToken(String setting, TokenAccess access) {

    /**
     * Refuses settings of a token that lack its library: what was to be in the token would silently
     * be in a file.
     */
    public static void refuseHalf(String setting, @Nullable TokenAccess access) {
        if (access != null) {
            var _ = new ConfiguredToken(setting, access).library();
        }
    }

    private Path library() {
        Path library = access.library();
        if (library == null) {
            throw new StartupRefused(
                    "There are settings "
                            + setting
                            + ".*, but "
                            + setting
                            + ".library is missing: set it to the vendor's PKCS#11 library, or"
                            + " remove the others if no token is meant.");
        }
        return library;
    }

    /** By one of those that take such settings. */
    public <T> T open(Function<TokenSettings, T> opening) {
        try {
            return opening.apply(
                    new TokenSettings(
                            library(), slot(), pin(), access.sessions(), access.patience()));
        } catch (IllegalArgumentException e) {
            throw new StartupRefused(
                    "The token of "
                            + library()
                            + " cannot be used: "
                            + e.getMessage()
                            + " Look at the settings "
                            + setting
                            + ".*.",
                    e);
        }
    }

    private Slot slot() {
        String label = access.label();
        Long slot = access.slot();
        if (label != null && slot == null) {
            return new Slot.Labelled(label);
        }
        if (slot != null && label == null) {
            return new Slot.Numbered(slot);
        }
        throw new StartupRefused(
                "Which token is meant? Set either " + setting + ".label or " + setting + ".slot.");
    }

    private Pin pin() {
        Path file = access.pinFile();
        if (file != null) {
            return () -> new SecretFile(file).read().toCharArray();
        }
        String pin = access.pin();
        if (pin != null) {
            return pin::toCharArray;
        }
        throw new StartupRefused(
                "The token's PIN is missing: set "
                        + variable()
                        + "_PIN, or "
                        + setting
                        + ".pin-file to a file that holds it.");
    }

    private String variable() {
        return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
