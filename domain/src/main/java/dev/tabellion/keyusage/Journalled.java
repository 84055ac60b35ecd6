package dev.tabellion.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyPlace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the journal tells of one use of a key.
 *
 * @param by who asked; null if the entry does not say
 * @param base the timestamp it was built upon; null for none
 * @param vouches the snapshot that a timestamp names; null for a snapshot
 */
public record Journalled(
        long entry,
        Instant at,
        @Nullable String by,
        KeyPlace place,
        Sha256 file,
        @Nullable Sha256 base,
        @Nullable Sha256 vouches,
        Instant expires,
        boolean renewed) {}
