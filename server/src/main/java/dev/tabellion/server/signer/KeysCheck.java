package dev.tabellion.server.signer;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.signer.KeyInspection;
import org.jspecify.annotations.Nullable;

/** Whether all keys could be looked for; one that is gone is a finding, and no complaint. */
record KeysCheck(KeyInspection inspection) implements HealthCheck {
    @Override
    public String name() {
        return "Key inspection operational";
    }

    @Override
    public @Nullable String complaint() {
        return inspection.complaint();
    }

    /** What is there signs. */
    @Override
    public boolean isVital() {
        return false;
    }
}
