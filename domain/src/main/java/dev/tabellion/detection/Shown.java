package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.Version;
import java.time.Instant;

/**
 * What a view showed last of a role.
 *
 * @param leaf the entry that told of it
 * @param at when that was
 * @param highest version of this role since the keys of timestamp and snapshot last changed, which
 *     is when clients forget what they trust (specification 5.3.11)
 * @param highestEver before that, too
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
        Lately lately) {

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
                Lately.NEVER.with(version, shown.entry().at()));
    }

    Shown next(Shown now) {
        return new Shown(
                now.version,
                now.file,
                now.payload,
                now.expires,
                now.leaf,
                now.at,
                later(highest, now.version),
                later(highestEver, now.version),
                lately.with(now.version, now.at));
    }

    Shown forgotten() {
        return new Shown(
                version, file, payload, expires, leaf, at, Version.FIRST, highestEver, lately);
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

    private static Version later(Version one, Version other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
