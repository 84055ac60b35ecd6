package dev.tabellion.projection.coherence;

import dev.tabellion.notary.HealthCheck;
import org.jspecify.annotations.Nullable;

/** Whether the store answers this node, under Notary's name for it. */
public final class StoreCheck implements HealthCheck {
    private final Lease lease;

    public StoreCheck(Lease lease) {
        this.lease = lease;
    }

    @Override
    public String name() {
        return "DB operational";
    }

    @Override
    public @Nullable String complaint() {
        if (lease.storeAnswers()) {
            return null;
        }
        return lease.isHeld()
                ? "the database does not answer"
                : "the database does not answer; reads are served from memory and may be out of"
                        + " date";
    }
}
