package dev.tabellion.server.witnessing;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.witness.Witnessing;
import org.jspecify.annotations.Nullable;

/** Whether witnesses cosign the log. Publications and reads go on in either case. */
record WitnessCheck(Witnessing witnessing) implements HealthCheck {
    @Override
    public String name() {
        return "Witnesses operational";
    }

    @Override
    public @Nullable String complaint() {
        return witnessing.complaint();
    }

    /** A load balancer that took the node away for this would harm what witnesses must not harm. */
    @Override
    public boolean isVital() {
        return false;
    }
}
