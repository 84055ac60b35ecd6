package dev.tabellion.server.access;

import dev.tabellion.api.ApiRole;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.notary.NotaryError;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a request may go on. */
sealed interface Admission {

    /**
     * It may.
     *
     * @param subject who asks
     * @param method how that is known: {@code none} or {@code token}
     * @param roles what they may do with the API
     */
    record Admitted(String subject, String method, Set<ApiRole> roles) implements Admission {
        /** Where nobody is asked who they are. */
        static final Admitted ANYBODY = new Admitted("anonymous", "none", Set.of(ApiRole.values()));

        /** Who asks for what is open to everyone. */
        static final Admitted STRANGER = new Admitted("anonymous", "none", Set.of());
    }

    /**
     * It may not.
     *
     * @param challenge for {@code WWW-Authenticate}
     */
    record Turned(NotaryError error, Bytes body, @Nullable String challenge) implements Admission {}
}
