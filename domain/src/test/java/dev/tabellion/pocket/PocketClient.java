package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Delegated;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RecentChecks;
import dev.tabellion.verify.Refresh;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.SignatureCheck;
import dev.tabellion.verify.TrustedSet;
import dev.tabellion.verify.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client of TUF 1.0 in the pocket: it is shown files by name and follows them through the whole
 * workflow, all delegations included. Not for several threads.
 */
public final class PocketClient {
    private final SignatureCheck check = new RecentChecks(new JdkSignatureCheck());
    private final SortedMap<String, Bytes> files = new TreeMap<>();
    private @Nullable TrustedSet trusted;

    /** What lies at the repository from now on; what lay there before stays, by its name. */
    public void shown(Map<String, Bytes> now) {
        files.putAll(now);
    }

    /** What the last files left it trusting. */
    public TrustedSet trusted() {
        if (trusted == null) {
            throw new IllegalStateException("nothing is trusted yet");
        }
        return trusted;
    }

    /** One refresh; why each file that was refused was, none for a healthy repository. */
    public List<Rejection> refresh(Instant now) {
        List<Rejection> refused = new ArrayList<>();
        Refresh refresh = new Refresh(now, check);
        if (followRoots(refresh, refused)
                && followTimestamp(refresh, refused)
                && followSnapshot(refresh, refused)) {
            followTargets(refresh, refused);
        }
        return refused;
    }

    private boolean followRoots(Refresh refresh, List<Rejection> refused) {
        if (trusted == null
                && !take(TrustedSet.from(read(RoleName.ROOT, lowestRoot()), refresh), refused)) {
            return false;
        }
        while (true) {
            Version next = trusted().root().metadata().version().next();
            Bytes file = files.get(next + ".root.json");
            if (file == null) {
                return true;
            }
            if (!take(RoleName.ROOT, file, refresh, refused)) {
                return false;
            }
        }
    }

    private Bytes lowestRoot() {
        for (Version version = Version.FIRST; version.number() < 1_000; version = version.next()) {
            Bytes file = files.get(version + ".root.json");
            if (file != null) {
                return file;
            }
        }
        throw new IllegalStateException("no root among " + files.keySet());
    }

    private boolean followTimestamp(Refresh refresh, List<Rejection> refused) {
        Bytes file = files.get("timestamp.json");
        return file != null && take(RoleName.TIMESTAMP, file, refresh, refused);
    }

    private boolean followSnapshot(Refresh refresh, List<Rejection> refused) {
        if (trusted().snapshotIsCurrent()) {
            return true;
        }
        var timestamp = trusted().timestamp();
        Bytes file =
                timestamp == null
                        ? null
                        : versioned(RoleName.SNAPSHOT, timestamp.metadata().snapshot());
        return file != null && take(RoleName.SNAPSHOT, file, refresh, refused);
    }

    private void followTargets(Refresh refresh, List<Rejection> refused) {
        List<Delegated> toDo = new ArrayList<>(List.of(Delegated.TARGETS));
        Set<Delegated> done = new HashSet<>();
        while (!toDo.isEmpty()) {
            Delegated place = toDo.removeFirst();
            if (done.add(place) && followTargets(place, refresh, refused)) {
                Signed<Targets> targets = trusted().targets().get(place);
                if (targets != null) {
                    targets.metadata().delegations().stream()
                            .map(Delegation::name)
                            .map(role -> new Delegated(place.role(), role))
                            .forEach(toDo::add);
                }
            }
        }
    }

    private boolean followTargets(Delegated place, Refresh refresh, List<Rejection> refused) {
        Signed<Snapshot> snapshot = trusted().snapshot();
        FileMeta named = snapshot == null ? null : snapshot.metadata().meta().get(place.role());
        if (named == null) {
            refused.add(new Rejection.MissingFromSnapshot(place.role()));
            return false;
        }
        Bytes file = versioned(place.role(), named);
        return file != null
                && take(trusted().accept(place, read(place.role(), file), refresh), refused);
    }

    private @Nullable Bytes versioned(RoleName role, FileMeta named) {
        Bytes file = files.get(named.version() + "." + role + ".json");
        return file == null ? files.get(role + ".json") : file;
    }

    private boolean take(RoleName role, Bytes file, Refresh refresh, List<Rejection> refused) {
        try {
            return take(trusted().accept(role, Dialect.TUF_1_0.read(role, file), refresh), refused);
        } catch (MalformedMetadata e) {
            refused.add(new Rejection.Malformed(role, e.problem()));
            return false;
        }
    }

    private boolean take(Verdict verdict, List<Rejection> refused) {
        return switch (verdict) {
            case Verdict.Accepted(TrustedSet next, var _) -> {
                trusted = next;
                yield true;
            }
            case Verdict.Rejected(Rejection why) -> {
                refused.add(why);
                yield false;
            }
        };
    }

    private static Signed<?> read(RoleName role, Bytes file) {
        try {
            return Dialect.TUF_1_0.read(role, file);
        } catch (MalformedMetadata e) {
            throw new AssertionError("a pocket client was shown no " + role, e);
        }
    }
}
