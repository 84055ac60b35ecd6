package dev.tabellion.detection;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.List;

/** What an eye saw, where nothing matters but whom it is about. */
final class Watching {
    private Watching() {}

    static WatchEvent of(Gun gun) {
        return new SightingRecorded(
                new Watched("https://cdn.example.org/", Dialect.NOTARY_V1, gun),
                new Seen(RoleName.ROOT, "root.json", Instant.EPOCH, null, null, 0, List.of()),
                Judgement.accepted(),
                LogStanding.NO_LOG);
    }
}
