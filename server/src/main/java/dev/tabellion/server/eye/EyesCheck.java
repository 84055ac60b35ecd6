package dev.tabellion.server.eye;

import dev.tabellion.collection.WatchName;
import dev.tabellion.notary.HealthCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what this server's own eyes see is taken: what they may not tell, nobody else tells. */
record EyesCheck(Eyes eyes) implements HealthCheck {
    @Override
    public String name() {
        return "Eyes heard";
    }

    @Override
    public @Nullable String complaint() {
        List<WatchName> shutOut = eyes.shutOut();
        return shutOut.isEmpty()
                ? null
                : "other eyes tell under the names of these watches: " + shutOut;
    }

    @Override
    public boolean isVital() {
        return false;
    }
}
