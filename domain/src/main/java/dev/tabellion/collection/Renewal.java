package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs the server's roles anew ahead of their expiry. A snapshot that its publisher let expire
 * does not stop the timestamp: then readers get an answer, and the expiry is the publisher's.
 */
final class Renewal {
    private Renewal() {}

    static @Nullable Instant due(TrustedCollection collection, Policy policy) {
        Instant timestamp = timestampDue(collection, policy);
        Instant snapshot = snapshotDue(collection, policy);
        return timestamp == null || snapshot == null || timestamp.isBefore(snapshot)
                ? timestamp
                : snapshot;
    }

    static Decision decide(TrustedCollection collection, Surroundings around) {
        Instant now = around.now();
        Proposal stored = Proposal.ofStored(collection, around);
        Signed<?> snapshot = stored.stored(RoleName.SNAPSHOT);
        if (snapshot == null) {
            return Trail.EMPTY.accepted();
        }
        ServerSigning signing = new ServerSigning(stored, Reason.RENEWED);
        if (isDue(snapshotDue(collection, around.policy()), now)) {
            return signing.snapshot(
                    Trail.EMPTY,
                    Proposal.metadata(Snapshot.class, snapshot).meta(),
                    Evidence.ofSnapshot(stored, Map.of()));
        }
        return isDue(timestampDue(collection, around.policy()), now)
                ? signing.timestamp(Trail.EMPTY, snapshot.raw())
                : Trail.EMPTY.accepted();
    }

    private static @Nullable Instant timestampDue(TrustedCollection collection, Policy policy) {
        return ahead(collection.current(RoleName.TIMESTAMP), policy.renewTimestampBefore());
    }

    private static @Nullable Instant snapshotDue(TrustedCollection collection, Policy policy) {
        return collection.snapshotIsOurs()
                ? ahead(collection.current(RoleName.SNAPSHOT), policy.renewSnapshotBefore())
                : null;
    }

    private static @Nullable Instant ahead(@Nullable CurrentDocument document, Duration before) {
        return document == null ? null : document.expires().minus(before);
    }

    private static boolean isDue(@Nullable Instant due, Instant now) {
        return due != null && !now.isBefore(due);
    }
}
