package dev.tabellion.server.eye;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is looked at from outside, and how much of what is told from there is recorded.
 *
 * @param watches the file that lists what an eye in this process looks at; none if absent
 * @param sightingsPerMinute of one watch
 * @param reportsPerMinute of one client, and of all clients of one collection
 */
@ConfigurationProperties("tabellion.eye")
public record EyeSettings(
        @Nullable Path watches,
        @DefaultValue("600") int sightingsPerMinute,
        @DefaultValue("30") int reportsPerMinute) {}
