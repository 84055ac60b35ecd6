package dev.tabellion.server.log;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.inspection.RollingInspection;
import org.jspecify.annotations.Nullable;

/** Whether the record is looked at as often as it is promised. */
record InspectionCheck(RollingInspection inspection) implements HealthCheck {
    @Override
    public String name() {
        return "log-inspection";
    }

    @Override
    public @Nullable String complaint() {
        return inspection.complaint();
    }

    /** Nobody who publishes or reads is served worse for it. */
    @Override
    public boolean isVital() {
        return false;
    }
}
