package dev.tabellion.server.fetches;

import dev.tabellion.query.fetches.FetchPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether it is recorded who fetches metadata.
 *
 * @param count off, sampled or all; whoever fetches is a person, or belongs to one
 * @param period after which what was counted is written
 * @param most different fetches that are told apart in one period
 * @param mostEvents that one node writes after one period
 */
@ConfigurationProperties("tabellion.fetches")
public record FetchSettings(
        @DefaultValue("off") FetchPolicy count,
        @DefaultValue("1m") Duration period,
        @DefaultValue("20000") int most,
        @DefaultValue("64") int mostEvents) {}
