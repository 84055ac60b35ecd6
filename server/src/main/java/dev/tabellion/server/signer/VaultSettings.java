package dev.tabellion.server.signer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which collections' keys are made in a token, and which token that is.
 *
 * @param tokenCollections names, or beginnings of names that end in {@code *}
 */
@ConfigurationProperties("tabellion.signer")
public record VaultSettings(
        @DefaultValue List<String> tokenCollections, @Nullable TokenAccess token) {

    public VaultSettings {
        tokenCollections = List.copyOf(tokenCollections);
    }

    /**
     * How to get at the token.
     *
     * @param library the vendor's PKCS#11 library
     * @param label what the token calls itself
     * @param slot the number of its slot, in place of the label
     * @param pin the PIN itself: for {@code TABELLION_SIGNER_TOKEN_PIN} in the environment, not for
     *     files
     * @param pinFile a file that holds it
     * @param sessions how many calls the token gets at once
     * @param patience how long a call may take before its caller is told that there is no answer
     */
    public record TokenAccess(
            Path library,
            @Nullable String label,
            @Nullable Long slot,
            @Nullable String pin,
            @Nullable Path pinFile,
            @DefaultValue("16") int sessions,
            @DefaultValue("5s") Duration patience) {
        @Override
        public String toString() {
            return "TokenAccess[" + library + ", " + label + ", " + slot + "]";
        }
    }
}
