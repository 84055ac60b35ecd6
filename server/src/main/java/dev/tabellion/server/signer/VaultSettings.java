package dev.tabellion.server.signer;

import dev.tabellion.server.token.TokenAccess;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which collections' keys are made in a token, which token that is, and how often keys are looked
 * for.
 *
 * @param tokenCollections names, or beginnings of names that end in {@code *}
 * @param keyInspection from one look for all keys to the next
 */
@ConfigurationProperties("tabellion.signer")
public record VaultSettings(
        @DefaultValue List<String> tokenCollections,
        @Nullable TokenAccess token,
        @DefaultValue("1m") Duration keyInspection) {

    public VaultSettings {
        tokenCollections = List.copyOf(tokenCollections);
        if (keyInspection.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "tabellion.signer.key-inspection is a second at least, not " + keyInspection);
        }
    }
}
