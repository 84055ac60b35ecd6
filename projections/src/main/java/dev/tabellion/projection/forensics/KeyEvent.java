package dev.tabellion.projection.forensics;

import dev.tabellion.collection.KeyPlace;
import java.time.Instant;

/**
 * Something that the record tells of a managed key's life.
 *
 * @param what {@code born}, {@code staged}, {@code imported} or {@code retired}
 */
public record KeyEvent(long leaf, Instant at, KeyPlace place, String what) {}
