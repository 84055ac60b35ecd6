package dev.tabellion.server.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the record is told, if anywhere.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param properties of Kafka's own for its clients: {@code security.protocol}, {@code sasl.*},
 *     {@code ssl.*}
 */
@ConfigurationProperties("tabellion.kafka")
public record KafkaSettings(
        String bootstrapServers,
        @Nullable Map<String, String> properties,
        @DefaultValue("tabellion.events") String eventsTopic,
        @DefaultValue("tabellion.checkpoints") String checkpointsTopic) {

    /** What its clients need to know. */
    public Map<String, String> client() {
        Map<String, String> all = new LinkedHashMap<>(properties == null ? Map.of() : properties);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }
}
