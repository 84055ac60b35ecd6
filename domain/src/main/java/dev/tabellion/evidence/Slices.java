package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;

/**
 * A file of which pieces are read: not trusted, and of one moment. Throws what its reader throws if
 * it cannot be read, which says nothing of what is in it.
 */
public interface Slices {
    long length();

    /**
     * @param from with {@code count} more bytes behind it in the file
     */
    Bytes read(long from, int count);
}
