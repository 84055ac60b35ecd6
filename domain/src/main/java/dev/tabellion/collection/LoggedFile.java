package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tuf.RoleName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that a collection published, as a leaf by itself says: whoever has leaves alone, and knows
 * that they are in a log, knows this.
 */
public record LoggedFile(Gun collection, RoleName role, Sha256 file) {
    private static final Set<String> TYPES = Set.of("metadata-published/1", "metadata-imported/1");

    /** Null if it tells of none, or is no leaf. */
    public static @Nullable LoggedFile in(Bytes leaf) {
        try {
            PlainJsonReader json = PlainJsonReader.of(leaf);
            return TYPES.contains(json.text("type"))
                    ? new LoggedFile(
                            new Gun(json.text("repo")),
                            new RoleName(json.text("role")),
                            new Sha256(json.text("meta")))
                    : null;
        } catch (RuntimeException e) { // whatever a member says that it cannot
            return null;
        }
    }
}
