package dev.tabellion.signer.vault.pkcs11;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Something that fails until it does not. Loud when it begins: who asks every second, as the log
 * does, would drown all else.
 */
final class Outage {
    private volatile boolean isTold;

    void tell(Logger log, String event, TokenTrouble why) {
        log.atLevel(isTold ? Level.DEBUG : Level.WARN)
                .addKeyValue("reason", why.getMessage())
                .log(event);
        isTold = true;
    }

    void isOver() {
        isTold = false;
    }
}
