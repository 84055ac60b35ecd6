package dev.tabellion.server.witnessing;

import dev.tabellion.projection.witness.WitnessTerms;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By whom the log's checkpoints are cosigned, if by anybody.
 *
 * @param witnessPolicy names the witnesses, their addresses and how many are enough (C2SP
 *     tlog-policy)
 * @param witnessCadence between two rounds, and so between two checkpoints that are published
 * @param witnessDeadline how long a checkpoint waits for enough cosignatures
 * @param witnessFailClosed whether it stays unpublished without them
 * @param witnessCa PEM certificates to trust in TLS besides the usual authorities
 */
@ConfigurationProperties("tabellion.log")
public record WitnessingSettings(
        @Nullable Path witnessPolicy,
        @DefaultValue("10s") Duration witnessCadence,
        @DefaultValue("5s") Duration witnessDeadline,
        @DefaultValue("false") boolean witnessFailClosed,
        @Nullable Path witnessCa) {

    WitnessTerms terms() {
        return new WitnessTerms(witnessCadence, witnessDeadline, witnessFailClosed);
    }
}
