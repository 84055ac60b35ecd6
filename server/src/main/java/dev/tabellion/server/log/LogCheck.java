package dev.tabellion.server.log;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.projection.log.LogStanding;
import org.jspecify.annotations.Nullable;

/** Whether the log goes on. Publications and reads go on in either case. */
record LogCheck(LogKeeper keeper) implements HealthCheck {
    @Override
    public String name() {
        return "Log operational";
    }

    @Override
    public @Nullable String complaint() {
        return switch (keeper.standing()) {
            case LogStanding.Stopped(var stop) ->
                    "no checkpoint is published (" + stop.name() + "): " + stop.advice();
            case LogStanding.Failing(var problem) ->
                    "no checkpoint is published while the log's database, folder or key cannot be"
                            + " used ("
                            + problem
                            + ")";
            case LogStanding.Starting _, LogStanding.Leading _, LogStanding.Following _ -> null;
        };
    }

    /** A load balancer that took the node away for this would harm what the log must not harm. */
    @Override
    public boolean isVital() {
        return false;
    }
}
