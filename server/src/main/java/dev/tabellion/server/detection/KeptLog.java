package dev.tabellion.server.detection;

import dev.tabellion.detection.Told;
import dev.tabellion.projection.detection.Teller;
import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.projection.log.Stop;
import java.time.Instant;
import java.util.List;

/** What this process knows of the log that it keeps. */
record KeptLog(LogKeeper keeper) implements Teller {
    @Override
    public List<Told> told(Instant now, long size) {
        Stop stop = keeper.standing().stop();
        return stop == null
                ? List.of()
                : List.of(new Told.Stopped(stop.name(), stop.facts(), size));
    }
}
