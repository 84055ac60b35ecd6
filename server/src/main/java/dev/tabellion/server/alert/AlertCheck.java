package dev.tabellion.server.alert;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.alert.AlertFeed;
import org.jspecify.annotations.Nullable;

/** Whether Kafka takes alerts. Nothing else depends on it. */
record AlertCheck(AlertFeed alerts) implements HealthCheck {
    @Override
    public String name() {
        return "Alerts to Kafka operational";
    }

    @Override
    public @Nullable String complaint() {
        return alerts.isFailing() ? "Kafka takes no alerts; they are sent once it does" : null;
    }

    @Override
    public boolean isVital() {
        return false;
    }
}
