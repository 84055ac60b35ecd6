package dev.tabellion.server.read;

import dev.tabellion.query.notary.MaxAge;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * What is kept in memory, by us and by others.
 *
 * @param memory for ready-made answers of this node
 */
@ConfigurationProperties("tabellion.caching")
public record CachingSettings(@DefaultValue Ages maxAge, @DefaultValue("64MB") DataSize memory) {

    /**
     * How long caches on the way may keep metadata, in seconds; 0 forbids it.
     *
     * @param currentMetadata what is named by its role
     * @param consistentMetadata what is named by digest or version
     */
    public record Ages(
            @DefaultValue("300") @DurationUnit(ChronoUnit.SECONDS) Duration currentMetadata,
            @DefaultValue("2592000") @DurationUnit(ChronoUnit.SECONDS)
                    Duration consistentMetadata) {

        MaxAge maxAge() {
            return new MaxAge(currentMetadata, consistentMetadata);
        }
    }
}
