package dev.tabellion.tuf;

import dev.tabellion.bytes.Bytes;
import java.util.Map;

/**
 * One target file: length in bytes and digests by algorithm name.
 *
 * @param custom the canonical bytes of the publisher's own data, empty if there is none
 */
public record Target(long length, Map<String, Bytes> hashes, Bytes custom) {
    public Target {
        hashes = Map.copyOf(hashes);
    }
}
