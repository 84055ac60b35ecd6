package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a collection stood before the key first signed for it within the window.
 *
 * @param leaf the last one of before
 * @param timestamp what was served then; null if nothing was yet
 */
public record GoodPosition(
        Gun gun, long leaf, @Nullable Sha256 timestamp, @Nullable Instant since) {}
