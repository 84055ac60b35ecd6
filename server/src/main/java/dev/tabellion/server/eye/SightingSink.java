package dev.tabellion.server.eye;

import dev.tabellion.collection.SightingMessage;

/**
 * Whom an eye tells. When it returns, the sighting is in the record for good, or was there before.
 */
public interface SightingSink {
    /**
     * @throws SightingNotTold if nobody took it: it is kept, and told again before what comes after
     *     it
     */
    void tell(SightingMessage message) throws SightingNotTold;
}
