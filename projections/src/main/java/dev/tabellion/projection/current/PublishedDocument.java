package dev.tabellion.projection.current;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document of a collection's current life, as published.
 *
 * @param life the life it belongs to
 * @param replaced when the document before it was published, null if there was none
 */
public record PublishedDocument(
        Bytes file, Sha256 digest, int life, Instant published, @Nullable Instant replaced) {}
