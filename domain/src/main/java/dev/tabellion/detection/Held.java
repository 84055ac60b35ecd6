package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.Target;
import java.util.Map;
import java.util.TreeMap;

/**
 * A target path with the content it once had; both as digests, so that it has one size.
 *
 * @param content of all the hashes that the metadata states
 */
public record Held(Sha256 path, Sha256 content) {
    public static Held of(String path, Target target) {
        return new Held(Bytes.utf8(path).sha256(), contentOf(target));
    }

    private static Sha256 contentOf(Target target) {
        StringBuilder text = new StringBuilder().append(target.length());
        for (Map.Entry<String, Bytes> hash : new TreeMap<>(target.hashes()).entrySet()) {
            text.append(' ').append(hash.getKey()).append(':').append(hash.getValue().hex());
        }
        return Bytes.utf8(text.toString()).sha256();
    }
}
