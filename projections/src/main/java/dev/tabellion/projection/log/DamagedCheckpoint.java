package dev.tabellion.projection.log;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * What lies where a published checkpoint should is none, or another one than was published: it was
 * edited, or damaged. Never shown to anybody.
 */
public final class DamagedCheckpoint extends DataRetrievalFailureException {
    private static final long serialVersionUID = 1;

    DamagedCheckpoint(String how, @Nullable Throwable cause) {
        super(how, cause);
    }
}
