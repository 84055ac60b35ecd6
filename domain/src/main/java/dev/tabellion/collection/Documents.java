package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;

/** The stored documents, by digest. Immutable content: the same digest gives the same document. */
@FunctionalInterface
public interface Documents {
    /**
     * A document that an event of the collection names.
     *
     * @throws IllegalStateException if it is not there: an event without its bytes is a broken
     *     store
     */
    Signed<?> read(RoleName role, Sha256 digest);
}
