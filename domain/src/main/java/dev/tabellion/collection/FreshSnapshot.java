package dev.tabellion.collection;

import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a snapshot of ours says: the server writes it so, and the signer signs no other. */
final class FreshSnapshot {
    private FreshSnapshot() {}

    /** Notary's: what the last snapshot said, of roles long gone too, and what is new. */
    static SortedMap<RoleName, FileMeta> meta(Proposal proposal) {
        Snapshot before = proposal.storedSnapshot();
        SortedMap<RoleName, FileMeta> meta =
                before == null ? new TreeMap<>() : new TreeMap<>(before.meta());
        proposal.offer().files().forEach((role, file) -> meta.put(role, FileMeta.of(file.raw())));
        meta.put(RoleName.ROOT, FileMeta.of(proposal.rootFile().raw()));
        return meta;
    }
}
