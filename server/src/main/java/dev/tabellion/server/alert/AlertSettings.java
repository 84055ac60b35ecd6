package dev.tabellion.server.alert;

import dev.tabellion.detection.Severity;
import dev.tabellion.projection.alert.Hook;
import dev.tabellion.projection.alert.HookSecret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom to tell.
 *
 * @param topic of Kafka, if the record is told there at all
 * @param openFigures whether the figures of findings and incidents are among those that everybody
 *     who can connect may read
 */
@ConfigurationProperties("tabellion.alerts")
record AlertSettings(
        @DefaultValue("tabellion.alerts") String topic,
        @DefaultValue("true") boolean openFigures,
        @Nullable List<Webhook> webhooks) {

    /**
     * @param minimumSeverity crit, high, med or info
     */
    record Webhook(
            String name, URI url, String secret, @DefaultValue("high") String minimumSeverity) {
        Hook hook() {
            return new Hook(name, url, HookSecret.of(secret), Severity.of(minimumSeverity));
        }

        /** A record's own words would tell the secret. */
        @Override
        public String toString() {
            return "webhook " + name;
        }
    }

    List<Hook> hooks() {
        return webhooks == null ? List.of() : webhooks.stream().map(Webhook::hook).toList();
    }
}
