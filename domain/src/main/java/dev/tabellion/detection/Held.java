package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Target;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A target path of a role with a content that it had once and then no more: it was changed, or
 * taken away. Both as digests, so that it has one size.
 *
 * @param path with the role, and the collection's life
 * @param content of all the hashes that the metadata states
 */
public record Held(Sha256 path, Sha256 content) {
    public static Held of(int life, RoleName role, String path, Target target) {
        return new Held(Bytes.utf8(life + "\0" + role + "\0" + path).sha256(), contentOf(target));
    }

    /** Whether both describe the same bytes, whatever the publisher says of them besides. */
    public static boolean isSame(Target one, @Nullable Target other) {
        return other != null
                && one.length() == other.length()
                && one.hashes().equals(other.hashes());
    }

    private static Sha256 contentOf(Target target) {
        StringBuilder text = new StringBuilder().append(target.length());
        for (Map.Entry<String, Bytes> hash : new TreeMap<>(target.hashes()).entrySet()) {
            text.append(' ').append(hash.getKey()).append(':').append(hash.getValue().hex());
        }
        return Bytes.utf8(text.toString()).sha256();
    }
}
