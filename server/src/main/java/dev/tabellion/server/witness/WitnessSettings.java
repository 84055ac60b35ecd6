package dev.tabellion.server.witness;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a witness is told.
 *
 * @param policy the file that names the logs it knows
 * @param name what its key is called; needed once, when the key is made
 */
@ConfigurationProperties("tabellion.witness")
public record WitnessSettings(@Nullable Path policy, @Nullable String name) {}
