package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What collections published, now and in lives that have ended. Of the life that a collection is in
 * it never lags behind: nothing that was published a moment ago is called unknown. Safe for
 * concurrent use; asked for what strangers hand in, so its cost grows with no history.
 */
public interface PublishedLives {
    /** Current, past or absent: what the record says of a file under this collection and role. */
    LogStanding standingOf(Gun gun, RoleName role, Sha256 file);

    /** Whether the collection ever had a root. */
    boolean isKnown(Gun gun);

    /** What was published as this version in the life that the collection is in; null if none. */
    @Nullable Sha256 ofVersion(Gun gun, RoleName role, Version version);

    /** What was published for a role, the newest first, each once. */
    List<Sha256> newest(Gun gun, RoleName role, int most);
}
