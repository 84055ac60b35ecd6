package dev.tabellion.server.access;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.notary.NotaryError;
import org.jspecify.annotations.Nullable;

/** Whether a request may go on. */
sealed interface Admission {

    /**
     * It may.
     *
     * @param subject who asks
     * @param method how that is known: {@code none} or {@code token}
     */
    record Admitted(String subject, String method) implements Admission {
        static final Admitted ANYBODY = new Admitted("anonymous", "none");
    }

    /**
     * It may not.
     *
     * @param challenge for {@code WWW-Authenticate}
     */
    record Turned(NotaryError error, Bytes body, @Nullable String challenge) implements Admission {}
}
