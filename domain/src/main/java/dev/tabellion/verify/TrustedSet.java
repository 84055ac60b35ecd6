package dev.tabellion.verify;

import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client of a repository trusts, in either dialect: each file it accepts makes the next set
 * (specification 5.3 to 5.6). Never fetches anything, and never forgets a version but where 5.3.11
 * tells it to. Beyond the specification it refuses other content under a known version. It does not
 * look at root certificates as Notary's clients do: who pins a root has looked at it.
 */
public record TrustedSet(
        Signed<Root> root,
        @Nullable Signed<Timestamp> timestamp,
        @Nullable Signed<Snapshot> snapshot,
        SortedMap<Delegated, Signed<Targets>> targets) {

    public TrustedSet {
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    /** Begins with a root that was pinned, or is believed as the first one seen; it may be old. */
    public static Verdict from(Signed<?> root, Refresh refresh) {
        Signed<Root> first = as(Root.class, root);
        Signers own = Signers.of(first, first.metadata().topLevel(RoleName.ROOT), refresh.check());
        return StepRules.verdict(
                StepRules.shortage(RoleName.ROOT, first, own),
                new TrustedSet(first, null, null, new TreeMap<>()),
                own);
    }

    /**
     * @param role one of the four top-level ones, as which the file was read
     * @throws IllegalStateException if something that comes before it is not there yet
     */
    public Verdict accept(RoleName role, Signed<?> file, Refresh refresh) {
        return accept(new Delegated(RoleName.ROOT, role), file, refresh);
    }

    /** For delegated roles, too. */
    public Verdict accept(Delegated place, Signed<?> file, Refresh refresh) {
        return switch (file.metadata()) {
            case Root _ -> new RootStep(this, as(Root.class, file), refresh).verdict();
            case Timestamp _ ->
                    new TimestampStep(this, as(Timestamp.class, file), refresh).verdict();
            case Snapshot _ -> new SnapshotStep(this, as(Snapshot.class, file), refresh).verdict();
            case Targets _ ->
                    new TargetsStep(this, place, as(Targets.class, file), refresh).verdict();
        };
    }

    /** The keys of a role by the word of its delegator; null if that is unknown or says nothing. */
    public @Nullable RoleKeys keysOf(Delegated place) {
        if (place.delegator().equals(RoleName.ROOT)) {
            return root.metadata().keysOf(place.role());
        }
        return targets.entrySet().stream()
                .filter(each -> each.getKey().role().equals(place.delegator()))
                .map(each -> each.getValue().metadata().keysOf(place.role()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Of all its files, in bytes. */
    public long length() {
        return Stream.concat(Stream.of(root, timestamp, snapshot), targets.values().stream())
                .filter(Objects::nonNull)
                .mapToLong(file -> file.raw().length())
                .sum();
    }

    /** Whether the trusted timestamp names the trusted snapshot, and not a newer one. */
    public boolean snapshotIsCurrent() {
        return timestamp != null
                && snapshot != null
                && StepRules.mismatch(RoleName.SNAPSHOT, timestamp.metadata().snapshot(), snapshot)
                        .isEmpty();
    }

    /** 5.3.11: with new keys for timestamp or snapshot, what the old ones said is worth nothing. */
    TrustedSet with(Signed<Root> next) {
        boolean rotated =
                isRotated(RoleName.TIMESTAMP, next.metadata())
                        || isRotated(RoleName.SNAPSHOT, next.metadata());
        return rotated
                ? new TrustedSet(next, null, null, new TreeMap<>())
                : new TrustedSet(next, timestamp, snapshot, targets);
    }

    TrustedSet withTimestamp(Signed<Timestamp> next) {
        return new TrustedSet(root, next, snapshot, targets);
    }

    TrustedSet withSnapshot(Signed<Snapshot> next) {
        return new TrustedSet(root, timestamp, next, targets);
    }

    TrustedSet withTargets(Delegated place, Signed<Targets> next) {
        TreeMap<Delegated, Signed<Targets>> all = new TreeMap<>(targets);
        all.put(place, next);
        return new TrustedSet(root, timestamp, snapshot, all);
    }

    private boolean isRotated(RoleName role, Root next) {
        return !root.metadata().topLevel(role).keys().equals(next.topLevel(role).keys());
    }

    /** A file whose metadata is of that kind, as one that is known to be. */
    private static <M extends Metadata> Signed<M> as(Class<M> kind, Signed<?> file) {
        return new Signed<>(
                kind.cast(file.metadata()), file.raw(), file.payload(), file.signatures());
    }
}
