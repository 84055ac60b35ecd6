package dev.tabellion.collection;

import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.Signed;

/** Reads another server's documents. The same file gives the same document. */
@FunctionalInterface
public interface PastFiles {
    /**
     * @throws MalformedMetadata if it does not read as a document of its role
     * @throws IllegalStateException if the other server no longer has those bytes
     */
    Signed<?> read(PastFile file) throws MalformedMetadata;
}
