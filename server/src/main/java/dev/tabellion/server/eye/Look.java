package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Delegated;
import dev.tabellion.verify.Refresh;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.SignatureCheck;
import dev.tabellion.verify.TrustedSet;
import dev.tabellion.verify.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at a repository, by the whole workflow of a client. Tells of every file that came, as it
 * comes, and keeps none but what it trusts.
 */
final class Look {
    private static final Logger LOG = LoggerFactory.getLogger(Look.class);

    /** As many roots as clients follow at once (1,024 of 5.3.2 at most). */
    private static final int MOST_ROOTS = 1_024;

    private static final int MOST_DELEGATIONS = 4_096;

    private final Watch watch;
    private final Fetching files;
    private final Judging judging;
    private final Refresh refresh;
    private @Nullable TrustedSet trusted;
    private boolean sawTimestamp;

    /**
     * @param sights told of each file as it comes: none waits for those after it
     * @param trusted what the looks before left; null before the first
     */
    Look(Sights sights, Fetching files, @Nullable TrustedSet trusted, SignatureCheck check) {
        this.watch = sights.watch();
        this.files = files;
        this.judging = new Judging(sights);
        this.refresh = new Refresh(sights.now(), check);
        this.trusted = trusted;
    }

    void take() {
        if (begin() && roots() && timestamp() && snapshot()) {
            targets();
        }
    }

    /** Whether any bytes came as a timestamp: else nobody knows what the repository shows now. */
    boolean sawTimestamp() {
        return sawTimestamp;
    }

    /** What is trusted after it; null if there never was a root to begin with. */
    @Nullable TrustedSet trusted() {
        return trusted;
    }

    private boolean begin() {
        if (trusted != null) {
            return true;
        }
        String name = watch.dialect().rootName(watch.firstRoot());
        Bytes file = files.fetch(RoleName.ROOT, name, Limits.of(RoleName.ROOT, null), true);
        Signed<?> root = file == null ? null : judging.read(RoleName.ROOT, name, file);
        if (root == null || file == null) {
            return false;
        }
        Sha256 pinned = watch.root();
        if (pinned != null && !pinned.equals(file.sha256())) {
            Rejection other = new Rejection.DigestMismatch(RoleName.ROOT, pinned, file.sha256());
            return judged(RoleName.ROOT, name, root, new Verdict.Rejected(other));
        }
        if (pinned == null) {
            LOG.atWarn()
                    .addKeyValue("watch", watch.name())
                    .addKeyValue("root", file.sha256())
                    .log("root-believed-as-first-seen");
        }
        return judged(RoleName.ROOT, name, root, TrustedSet.from(root, refresh));
    }

    private boolean roots() {
        for (int i = 0; i < MOST_ROOTS; i++) {
            Version next = known().root().metadata().version().next();
            String name = watch.dialect().rootName(next);
            Bytes file = files.fetch(RoleName.ROOT, name, Limits.of(RoleName.ROOT, null), false);
            if (file == null) {
                return true;
            }
            if (!accept(new Delegated(RoleName.ROOT, RoleName.ROOT), name, file)) {
                return false;
            }
        }
        return true;
    }

    private boolean timestamp() {
        String name = RoleName.TIMESTAMP + ".json";
        Bytes file =
                files.fetch(RoleName.TIMESTAMP, name, Limits.of(RoleName.TIMESTAMP, null), true);
        sawTimestamp = file != null;
        return file != null && accept(new Delegated(RoleName.ROOT, RoleName.TIMESTAMP), name, file);
    }

    private boolean snapshot() {
        Signed<Timestamp> timestamp = known().timestamp();
        if (timestamp == null) {
            return false;
        }
        return named(
                new Delegated(RoleName.ROOT, RoleName.SNAPSHOT),
                timestamp.metadata().snapshot(),
                known().snapshot());
    }

    /** Breadth first, each place once; bins are found by the snapshot's names. */
    private void targets() {
        Signed<Snapshot> snapshot = known().snapshot();
        if (snapshot == null) {
            return;
        }
        SortedMap<RoleName, FileMeta> meta = snapshot.metadata().meta();
        List<Delegated> toDo = new ArrayList<>(List.of(Delegated.TARGETS));
        Set<Delegated> done = new HashSet<>();
        while (!toDo.isEmpty() && done.size() < MOST_DELEGATIONS) {
            Delegated place = toDo.removeFirst();
            FileMeta stated = meta.get(place.role());
            if (stated == null || !done.add(place)) {
                continue; // one that nobody published, or has been here
            }
            named(place, stated, known().targets().get(place));
            Signed<Targets> accepted = known().targets().get(place);
            if (accepted != null) {
                meta.keySet().stream()
                        .filter(role -> accepted.metadata().keysOf(role) != null)
                        .forEach(role -> toDo.add(new Delegated(place.role(), role)));
            }
        }
    }

    /** A file that another one names: what is here already is only judged again, for its expiry. */
    private boolean named(Delegated place, FileMeta stated, @Nullable Signed<?> had) {
        RoleName role = place.role();
        String name =
                watch.dialect()
                        .fileName(role, stated, known().root().metadata().consistentSnapshot());
        boolean isHere =
                had != null
                        && stated.describes(had.raw())
                        && (stated.version() == null
                                || stated.version().equals(had.metadata().version()));
        Bytes file =
                isHere && had != null
                        ? had.raw()
                        : files.fetch(role, name, Limits.of(role, stated.statedLength()), true);
        return file != null && accept(place, name, file);
    }

    private boolean accept(Delegated place, String name, Bytes file) {
        Signed<?> read = judging.read(place.role(), name, file);
        return read != null
                && judged(place.role(), name, read, known().accept(place, read, refresh));
    }

    private boolean judged(RoleName role, String name, Signed<?> file, Verdict verdict) {
        TrustedSet next = judging.judged(role, name, file, verdict);
        if (next != null) {
            trusted = next;
        }
        return next != null;
    }

    private TrustedSet known() {
        if (trusted == null) {
            throw new IllegalStateException("nothing of " + watch.name() + " is trusted yet");
        }
        return trusted;
    }
}
