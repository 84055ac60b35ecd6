package dev.tabellion.server.signer;

import dev.tabellion.server.token.TokenAccess;
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
}
