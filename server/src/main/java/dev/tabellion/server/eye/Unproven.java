package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client believes and the log has not shown yet: most of it is there a moment later. Of what
 * is not, it is said once; that it is seen still, others remember. A log that stands still accuses
 * nobody: it is told only of a log that has younger entries.
 */
final class Unproven {
    /** By then it is sequenced, signed, cosigned, and in no cache without it. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MOST = 1_000;

    /**
     * @param file null where its bytes are kept elsewhere
     */
    record Waiting(SightingRecorded sighting, @Nullable Bytes file) {}

    private final Map<Sha256, Waiting> waiting = new LinkedHashMap<>();

    /**
     * Those seen first wait: who shows much takes nobody's place.
     *
     * @param bytes of what was seen; null where they are kept elsewhere
     */
    void saw(SightingRecorded sighting, @Nullable Bytes bytes) {
        Sha256 file = sighting.seen().digest();
        if (file != null
                && sighting.judgement().isAccepted()
                && sighting.log() == LogStanding.UNKNOWN
                && waiting.size() < MOST) {
            waiting.putIfAbsent(file, new Waiting(sighting, bytes));
        }
    }

    /**
     * Those that should be there and are not, which wait no longer.
     *
     * @param logged all that the log has shown
     */
    List<Waiting> missing(LoggedFiles logged, Instant now) {
        Instant newest = logged.upTo();
        List<Waiting> missing = new ArrayList<>();
        Iterator<Waiting> each = waiting.values().iterator();
        while (each.hasNext()) {
            Waiting next = each.next();
            SightingRecorded sighting = next.sighting();
            Sha256 file = sighting.seen().digest();
            Instant due = sighting.seen().at().plus(PATIENCE);
            if (file == null
                    || logged.standingOf(sighting.seen().role(), file) != LogStanding.UNKNOWN) {
                each.remove();
            } else if (newest != null && due.isBefore(newest) && due.isBefore(now)) {
                each.remove();
                missing.add(next);
            }
        }
        return missing;
    }
}
