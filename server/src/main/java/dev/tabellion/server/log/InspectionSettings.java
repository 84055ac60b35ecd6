package dev.tabellion.server.log;

import dev.tabellion.projection.inspection.InspectionTerms;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often the record is read again to see that nobody edited it.
 *
 * @param round within which all of it is read once
 * @param rest from the beginning of a round to that of the next, if the round is over by then
 * @param pace entries a second up to which a round is not drawn out
 */
@ConfigurationProperties("tabellion.log.inspection")
public record InspectionSettings(
        @DefaultValue("6h") Duration round,
        @DefaultValue("10m") Duration rest,
        @DefaultValue("2000") int pace) {

    InspectionTerms terms() {
        return new InspectionTerms(round, rest, pace);
    }
}
