package dev.tabellion.inspection;

import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tuf.Signed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as far as it can be judged without those before it; null for what could not be read.
 *
 * @param file the document that the event put into its place
 * @param actorIsGone the row behind its commitment is not there
 */
record ExaminedEntry(
        LeafIndex index,
        @Nullable Hash hash,
        @Nullable LeafOutline leaf,
        @Nullable LoggedEvent event,
        @Nullable Signed<?> file,
        boolean actorIsGone,
        List<Finding> findings) {

    Spot spot() {
        Spot spot = Spot.leaf(index);
        return leaf == null
                ? spot
                : spot.with("event", leaf.eventId()).with("collection", leaf.id());
    }
}
