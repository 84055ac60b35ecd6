package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The documents from which the signer can see for itself that publishers want what it is to sign:
 * those offered, those that delegate to them, and those they replace. Each is there once.
 */
final class Evidence {
    private final Map<Sha256, Upload> documents = new LinkedHashMap<>();

    private Evidence() {}

    /** For a snapshot: all that is new in it, up to the root, and the snapshot it follows. */
    static Evidence ofSnapshot(Proposal proposal, Map<RoleName, Signed<?>> verified) {
        Evidence evidence = ofRoot(proposal);
        verified.forEach((role, file) -> evidence.add(role, file.raw()));
        for (RoleName role : proposal.offeredTargets()) {
            evidence.add(role, proposal.stored(role));
        }
        evidence.add(RoleName.SNAPSHOT, proposal.stored(RoleName.SNAPSHOT));
        return evidence;
    }

    /** For a timestamp over a publisher's snapshot: all that is new in that, and what it drops. */
    static Evidence ofPublishersSnapshot(
            Proposal proposal, Signed<?> file, Map<RoleName, Signed<?>> verified) {
        Evidence evidence = ofSnapshot(proposal, verified);
        evidence.add(RoleName.SNAPSHOT, file);
        Snapshot before = proposal.storedSnapshot();
        SortedMap<RoleName, FileMeta> earlier =
                before == null ? Collections.emptySortedMap() : before.meta();
        SortedMap<RoleName, FileMeta> named = Proposal.metadata(Snapshot.class, file).meta();
        named.forEach(
                (role, meta) -> {
                    if (!proposal.offers(role) && !meta.equals(earlier.get(role))) {
                        evidence.add(role, proposal.stored(role));
                    }
                });
        for (RoleName role : earlier.keySet()) {
            if (!named.containsKey(role)) {
                evidence.addAbove(role, proposal);
            }
        }
        return evidence;
    }

    /** For a timestamp: the snapshot it vouches for, and the root that says whose that is. */
    static Evidence ofTimestamp(Proposal proposal, Bytes snapshotFile) {
        Evidence evidence = ofRoot(proposal);
        evidence.add(RoleName.SNAPSHOT, snapshotFile);
        return evidence;
    }

    private static Evidence ofRoot(Proposal proposal) {
        Evidence evidence = new Evidence();
        evidence.add(RoleName.ROOT, proposal.rootFile());
        evidence.add(RoleName.ROOT, proposal.stored(RoleName.ROOT));
        return evidence;
    }

    List<Upload> uploads() {
        return List.copyOf(documents.values());
    }

    /** Those from whom the role descends, as they are published. */
    private void addAbove(RoleName role, Proposal proposal) {
        for (@Nullable RoleName link = role.parent(); link != null; link = link.parent()) {
            add(link, proposal.stored(link));
        }
    }

    private void add(RoleName role, @Nullable Signed<?> file) {
        if (file != null) {
            add(role, file.raw());
        }
    }

    private void add(RoleName role, Bytes file) {
        documents.putIfAbsent(file.sha256(), new Upload(role, file));
    }
}
