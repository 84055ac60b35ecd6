package dev.tabellion.server.kafka;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.feed.CheckpointFeed;
import dev.tabellion.projection.feed.EventFeed;
import org.jspecify.annotations.Nullable;

/** Whether Kafka takes what it is told. Nothing else depends on it. */
record KafkaCheck(EventFeed events, CheckpointFeed checkpoints) implements HealthCheck {
    @Override
    public String name() {
        return "Kafka operational";
    }

    @Override
    public @Nullable String complaint() {
        return events.isFailing() || checkpoints.isFailing()
                ? "Kafka takes nothing; events and checkpoints are sent once it does"
                : null;
    }

    @Override
    public boolean isVital() {
        return false;
    }
}
