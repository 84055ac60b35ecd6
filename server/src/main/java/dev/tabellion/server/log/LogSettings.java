package dev.tabellion.server.log;

import dev.tabellion.projection.log.LogTerms;
import dev.tabellion.server.token.TokenAccess;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the log is kept and served.
 *
 * @param folder of the log's key, unless a token has that, and of what it signed last; {@code log}
 *     in the data directory unless given, and never in the database's backups
 * @param interval between two checkpoints under load
 * @param lease how long the node that appends may be silent before another takes its place
 * @param freshness how old a published checkpoint gets while nothing happens
 * @param memory for tiles and entries ready to be sent
 * @param keyToken where the log's key is, if not in the folder
 * @param keyLabel what the key is called there
 */
@ConfigurationProperties("tabellion.log")
public record LogSettings(
        @Nullable Path folder,
        @DefaultValue("200ms") Duration interval,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("10m") Duration freshness,
        @DefaultValue("32MB") DataSize memory,
        @Nullable TokenAccess keyToken,
        @DefaultValue("tabellion-log") String keyLabel) {

    LogTerms terms() {
        return new LogTerms(interval, lease, freshness);
    }
}
