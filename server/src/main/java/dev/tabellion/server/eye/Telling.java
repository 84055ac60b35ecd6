package dev.tabellion.server.eye;

import dev.tabellion.collection.WatchName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Whether an eye is listened to. One look does not wait again for who did not, a moment ago. */
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final WatchName watch;
    private final Untold untold;
    private final SightingSink sink;
    private volatile boolean isHeard;
    private volatile boolean isShutOut;

    Telling(WatchName watch, Untold untold, SightingSink sink) {
        this.watch = watch;
        this.untold = untold;
        this.sink = sink;
    }

    /** Whether it was forbidden to tell, when it last had something to. */
    boolean isShutOut() {
        return isShutOut;
    }

    /** What is left of earlier looks. */
    void begin() {
        isHeard = true;
        tell();
    }

    void tell() {
        if (!isHeard) {
            return;
        }
        try {
            untold.tell(sink);
            isShutOut = false;
        } catch (SightingNotTold e) {
            isHeard = false;
            isShutOut = e.reason() == SightingNotTold.Reason.FORBIDDEN;
            LOG.atLevel(isShutOut ? Level.ERROR : Level.WARN) // somebody has to do something
                    .addKeyValue("watch", watch)
                    .addKeyValue("why", e.getMessage())
                    .log(isShutOut ? "eye-shut-out" : "sightings-not-told");
        }
    }
}
