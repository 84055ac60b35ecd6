package dev.tabellion.server.command;

import dev.tabellion.collection.KeyAlgorithm;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be published, how much of it, and how it is kept at hand.
 *
 * @param gunPrefixes the collections this server is for; all if empty
 * @param keyAlgorithm of keys made here
 * @param logOrigin the name of a record begun now; made up if absent, never changed afterwards
 * @param longestBody of one publication
 * @param bodiesTogether of all publications that are being read or worked on
 * @param newKeysPerMinute for one subject at one address
 * @param recordedRefusalsPerMinute for one collection; the others are counted
 * @param collectionsInMemory how many stay loaded
 * @param documentsInMemory for files that the next publication of their collection reads
 * @param renewalPeriod between two looks for what falls due
 * @param canaryPeriod between two harmless events by which one sees that events are logged
 */
@ConfigurationProperties("tabellion.publishing")
public record CommandSettings(
        @DefaultValue List<String> gunPrefixes,
        @DefaultValue("ECDSA") KeyAlgorithm keyAlgorithm,
        @Nullable String logOrigin,
        @DefaultValue("16MB") DataSize longestBody,
        @DefaultValue("256MB") DataSize bodiesTogether,
        @DefaultValue("60") int newKeysPerMinute,
        @DefaultValue("10") int recordedRefusalsPerMinute,
        @DefaultValue("10000") int collectionsInMemory,
        @DefaultValue("64MB") DataSize documentsInMemory,
        @DefaultValue("30s") Duration renewalPeriod,
        @DefaultValue("1d") Duration canaryPeriod) {}
