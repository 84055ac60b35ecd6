package dev.tabellion.detection;

import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When some of a role's versions were shown: enough to tell whether a version is so new that
 * somebody may honestly not have known of it, and no more.
 */
public record Lately(@Nullable Moment older, @Nullable Moment newer) {
    /**
     * How long a publisher takes from reading what is served to sending what builds upon it: a
     * passphrase has to be typed in between.
     */
    public static final Duration PREPARING = Duration.ofMinutes(10);

    static final Lately NEVER = new Lately(null, null);

    /** When a version was shown. */
    public record Moment(Version version, Instant at) {}

    Lately with(Version version, Instant at) {
        return newer == null || !at.isBefore(newer.at().plus(PREPARING))
                ? new Lately(newer, new Moment(version, at))
                : this;
    }

    /** Whether the version was shown after {@code then}, or little before; says yes in doubt. */
    boolean isSince(Version version, Instant then) {
        if (newer != null && newer.at().isBefore(then)) {
            return isAfter(newer, version); // or the last one would be a moment of its own
        }
        if (older == null || newer == null) {
            return true; // nothing is that old
        }
        if (!older.at().isBefore(then)) {
            return !isBefore(older, version);
        }
        boolean doubtful = older.at().plus(PREPARING).isAfter(then);
        return doubtful ? isAfter(older, version) : !isBefore(newer, version);
    }

    private static boolean isAfter(Moment known, Version version) {
        return version.compareTo(known.version()) > 0;
    }

    private static boolean isBefore(Moment known, Version version) {
        return version.compareTo(known.version()) < 0;
    }
}
