package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a view showed last of a role.
 *
 * @param leaf the entry that told of it
 * @param at when that was
 * @param highest version of this role since the keys of timestamp and snapshot last changed, which
 *     is when clients forget what they trust (specification 5.3.11)
 * @param highestEver before that, too
 * @param signers who signed for the role so far, the newest {@value #MOST_SIGNERS}
 * @param delegators who delegated to it then, and by which file; none for a top-level role
 */
public record Shown(
        Version version,
        Sha256 file,
        Sha256 payload,
        Instant expires,
        long leaf,
        Instant at,
        Version highest,
        Version highestEver,
        Lately lately,
        List<KeyId> signers,
        SortedMap<RoleName, Sha256> delegators) {
    static final int MOST_SIGNERS = 32;

    public Shown {
        signers = List.copyOf(signers);
        delegators = Frozen.of(delegators);
    }

    static Shown first(Appearance shown) {
        Version version = shown.metadata().version();
        return new Shown(
                version,
                shown.file(),
                shown.payload(),
                shown.metadata().expires(),
                shown.entry().leaf(),
                shown.entry().at(),
                version,
                version,
                Lately.NEVER.with(version, shown.entry().at()),
                newest(shown.signers()),
                Collections.emptySortedMap());
    }

    Shown next(Shown now) {
        return now.with(
                later(highest, now.version),
                later(highestEver, now.version),
                lately.with(now.version, now.at),
                signers.containsAll(now.signers) ? signers : joined(now.signers),
                now.delegators);
    }

    Shown namedBy(SortedMap<RoleName, Sha256> others) {
        return with(highest, highestEver, lately, signers, others);
    }

    Shown forgotten() {
        return with(Version.FIRST, highestEver, lately, signers, delegators);
    }

    /** The same document, and something else that is remembered beside it. */
    private Shown with(
            Version most,
            Version mostEver,
            Lately moments,
            List<KeyId> known,
            SortedMap<RoleName, Sha256> others) {
        return new Shown(
                version, file, payload, expires, leaf, at, most, mostEver, moments, known, others);
    }

    /**
     * Whether somebody who was about to publish at {@code now} may honestly not have known that
     * this version was there.
     */
    public boolean isNews(Version taken, Instant now) {
        Instant then = now.minus(Lately.PREPARING);
        return !at.isBefore(then) && lately.isSince(taken, then);
    }

    /** Whether it was shown so shortly before {@code now} that somebody may not know of it. */
    public boolean isNews(Instant now) {
        return !at.isBefore(now.minus(Lately.PREPARING));
    }

    private List<KeyId> joined(List<KeyId> others) {
        Set<KeyId> all = new LinkedHashSet<>(signers);
        others.forEach(all::remove); // and at the end again: heard of last
        all.addAll(others);
        return newest(List.copyOf(all));
    }

    private static List<KeyId> newest(List<KeyId> keys) {
        return keys.subList(Math.max(0, keys.size() - MOST_SIGNERS), keys.size());
    }

    private static Version later(Version one, Version other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
