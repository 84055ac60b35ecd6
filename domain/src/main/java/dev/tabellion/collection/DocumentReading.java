package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;

/**
 * Reads a document presented as evidence. What comes out follows from the bytes alone, so whoever
 * implements it may remember what it read. To be safe for concurrent use.
 */
@FunctionalInterface
public interface DocumentReading {
    /**
     * @throws MalformedMetadata if it is none of the role
     */
    Signed<?> read(Dialect dialect, RoleName role, Bytes file) throws MalformedMetadata;
}
