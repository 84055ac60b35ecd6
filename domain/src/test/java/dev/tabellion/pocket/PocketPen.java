package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.tuf.RoleName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes and signs what lies on a pocket publisher's desk. Decides nothing of what is said. */
final class PocketPen {
    private static final Duration ROOT_VALIDITY = Duration.ofDays(3650);
    private static final Duration VALIDITY = Duration.ofDays(1095);

    private final PocketDesk desk;
    private final Clock clock;
    private final List<PocketKey> retiredRoots = new ArrayList<>();

    PocketPen(PocketDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Instant expiryOf(RoleName role) {
        return now().plus(role.equals(RoleName.ROOT) ? ROOT_VALIDITY : VALIDITY);
    }

    /** The keys that root has now sign its next version, too. */
    void retireRootKeys() {
        retiredRoots.addAll(desk.keysOf(RoleName.ROOT));
    }

    /** The role's next file; {@code beside} are those that go out with it. */
    Bytes next(RoleName role, Map<RoleName, Bytes> beside) {
        List<PocketKey> signers = new ArrayList<>(desk.keysOf(role));
        if (role.equals(RoleName.ROOT)) {
            signers.addAll(retiredRoots);
        }
        int version = desk.versionOf(role) + 1;
        return desk.sign(desk.draft(role, version, expiryOf(role), beside), signers);
    }

    /** What was written, with the next snapshot over it if its key is the publisher's. */
    Map<RoleName, Bytes> withSnapshot(Map<RoleName, Bytes> files) {
        Map<RoleName, Bytes> all = new LinkedHashMap<>(files);
        if (desk.holds(RoleName.SNAPSHOT)) {
            all.put(RoleName.SNAPSHOT, next(RoleName.SNAPSHOT, files));
        }
        return all;
    }

    /** Takes for granted that they are accepted. */
    List<Upload> sendOut(Map<RoleName, Bytes> files) {
        files.forEach((role, file) -> desk.remember(role, desk.versionOf(role) + 1, file));
        if (files.containsKey(RoleName.ROOT)) {
            retiredRoots.clear();
        }
        return PocketFiles.uploads(files);
    }
}
