package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Delegated;
import dev.tabellion.verify.Refresh;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.RejectionFacts;
import dev.tabellion.verify.Signers;
import dev.tabellion.verify.TrustedSet;
import dev.tabellion.verify.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at a repository, by the whole workflow of a client. Tells of every file that came, and
 * of those that did not come as they should; what could not be asked for says nothing.
 */
final class Look {
    private static final Logger LOG = LoggerFactory.getLogger(Look.class);

    /** As many roots as clients follow at once (1,024 of 5.3.2 at most). */
    private static final int MOST_ROOTS = 1_024;

    private static final int MOST_DELEGATIONS = 4_096;

    private final Watch watch;
    private final Mirror mirror;
    private final Refresh refresh;
    private final List<SightingMessage> sights = new ArrayList<>();
    private @Nullable TrustedSet trusted;

    /**
     * @param trusted what the looks before left; null before the first
     */
    Look(Watch watch, Mirror mirror, @Nullable TrustedSet trusted, Refresh refresh) {
        this.watch = watch;
        this.mirror = mirror;
        this.trusted = trusted;
        this.refresh = refresh;
    }

    List<SightingMessage> take() {
        if (begin() && roots() && timestamp() && snapshot()) {
            targets();
        }
        return sights;
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
        Bytes file = fetch(RoleName.ROOT, name, Limits.of(RoleName.ROOT, null), true);
        Signed<?> root = file == null ? null : read(RoleName.ROOT, name, file);
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
            Bytes file = fetch(RoleName.ROOT, name, Limits.of(RoleName.ROOT, null), false);
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
        Bytes file = fetch(RoleName.TIMESTAMP, name, Limits.of(RoleName.TIMESTAMP, null), true);
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
                        : fetch(role, name, Limits.of(role, stated.statedLength()), true);
        return file != null && accept(place, name, file);
    }

    private boolean accept(Delegated place, String name, Bytes file) {
        Signed<?> read = read(place.role(), name, file);
        return read != null
                && judged(place.role(), name, read, known().accept(place, read, refresh));
    }

    private @Nullable Signed<?> read(RoleName role, String name, Bytes file) {
        try {
            return watch.dialect().read(role, file);
        } catch (MalformedMetadata e) {
            Rejection why =
                    e.unreadable()
                            ? new Rejection.Unreadable(role, e.problem())
                            : new Rejection.Malformed(role, e.problem());
            see(role, name, null, file, file.length(), refused(why), List.of());
            return null;
        }
    }

    private boolean judged(RoleName role, String name, Signed<?> file, Verdict verdict) {
        Version version = file.metadata().version();
        Bytes raw = file.raw();
        return switch (verdict) {
            case Verdict.Accepted(TrustedSet next, Signers signers) -> {
                trusted = next;
                see(role, name, version, raw, raw.length(), Judgement.accepted(), signers.valid());
                yield true;
            }
            case Verdict.Rejected(Rejection why) -> {
                see(role, name, version, raw, raw.length(), refused(why), List.of());
                yield false;
            }
        };
    }

    private @Nullable Bytes fetch(RoleName role, String name, long longest, boolean needed) {
        return switch (mirror.fetch(name, longest)) {
            case Fetched.Whole(Bytes file) -> file;
            case Fetched.Absent() -> {
                if (needed) {
                    see(role, name, null, null, 0, amiss(Judgement.MISSING), List.of());
                }
                yield null;
            }
            case Fetched.TooLong(long limit) -> {
                see(role, name, null, null, limit, amiss(Judgement.TOO_LONG), List.of());
                yield null;
            }
            case Fetched.TooSlow(long length) -> {
                see(role, name, null, null, length, amiss(Judgement.TOO_SLOW), List.of());
                yield null;
            }
            case Fetched.Unreachable(String why) -> {
                LOG.atWarn()
                        .addKeyValue("watch", watch.name())
                        .addKeyValue("file", name)
                        .addKeyValue("why", why)
                        .log("nothing-seen");
                yield null;
            }
        };
    }

    private void see(
            RoleName role,
            String name,
            @Nullable Version version,
            @Nullable Bytes file,
            long length,
            Judgement judgement,
            List<KeyId> signedBy) {
        Sha256 digest = file == null ? null : file.sha256();
        Seen seen = new Seen(role, name, refresh.now(), version, digest, length, signedBy);
        LogStanding log = watch.collection() == null ? LogStanding.NO_LOG : LogStanding.UNKNOWN;
        sights.add(
                new SightingMessage(
                        watch.name(),
                        new SightingRecorded(watch.watched(), seen, judgement, log),
                        file));
    }

    private static Judgement refused(Rejection why) {
        return new Judgement(RejectionFacts.ruleOf(why), RejectionFacts.factsOf(why));
    }

    private static Judgement amiss(String rule) {
        return new Judgement(rule, new TreeMap<>());
    }

    private TrustedSet known() {
        if (trusted == null) {
            throw new IllegalStateException("nothing of " + watch.name() + " is trusted yet");
        }
        return trusted;
    }
}
