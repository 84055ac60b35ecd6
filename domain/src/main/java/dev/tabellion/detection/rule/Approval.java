package dev.tabellion.detection.rule;

import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Holders;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;

/**
 * Whether a threshold of those who may decide about root decided about this one. An eye's documents
 * are looked at by their signatures before they get here; of ours the record says who signed.
 */
final class Approval {
    private Approval() {}

    static boolean isGiven(Appearance root, History before) {
        Root last = before.root();
        if (last == null || !(root.entry().event() instanceof MetadataPublished published)) {
            return true;
        }
        return Holders.decide(last.topLevel(RoleName.ROOT), published.signedBy());
    }
}
