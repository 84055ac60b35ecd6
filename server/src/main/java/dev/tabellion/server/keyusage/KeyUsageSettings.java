package dev.tabellion.server.keyusage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the two books are compared.
 *
 * @param grace how long the record may take to tell of what the signer's journal told: more than
 *     the longest transaction
 */
@ConfigurationProperties("tabellion.reconciliation")
public record KeyUsageSettings(@DefaultValue("60s") Duration grace) {}
