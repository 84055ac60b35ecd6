package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An eye in the pocket: has the log told of everything that it sees for the first time, in the
 * order in which a client fetches.
 */
final class PocketEye {
    private static final Comparator<String> AS_CLIENTS_FETCH =
            Comparator.comparingInt(PocketEye::rank)
                    .thenComparing(PocketEye::version)
                    .thenComparing(Comparator.naturalOrder());

    private final Stakeout stakeout;
    private final Supplier<Instant> now;
    private final Watched watched;
    private final Set<String> seen = new HashSet<>();
    private LogStanding log = LogStanding.NO_LOG;

    PocketEye(Stakeout stakeout, Supplier<Instant> now, Dialect dialect, @Nullable Gun ours) {
        this.stakeout = stakeout;
        this.now = now;
        this.watched = new Watched("https://mirror.example/tuf", dialect, ours);
    }

    /** Found out, of all that it sees from now on, how the log stands to it. */
    PocketEye asks(LogStanding standing) {
        log = standing;
        return this;
    }

    /** All that lies there now. */
    void sees(Map<String, Bytes> files) {
        Map<String, Bytes> ordered = new TreeMap<>(AS_CLIENTS_FETCH);
        ordered.putAll(files);
        ordered.forEach(this::sees);
    }

    void sees(String file, Bytes bytes) {
        if (seen.add(file + " " + bytes.sha256())) {
            seesAgain(file, bytes, Judgement.ACCEPTED);
        }
    }

    /** Whatever was told of it before. */
    void seesAgain(String file, Bytes bytes, String rule) {
        stakeout.keep(bytes);
        tells(role(file), file, bytes.sha256(), bytes.length(), rule);
    }

    /** The bytes of a target, or of anything else that says nothing of its role. */
    void fetches(RoleName role, String file, Bytes bytes) {
        stakeout.keep(bytes);
        tells(role, file, bytes.sha256(), bytes.length(), Judgement.ACCEPTED);
    }

    /** There were no bytes, or not all of them. */
    void getsNone(String file, long length, String rule) {
        tells(role(file), file, null, length, rule);
    }

    private void tells(
            RoleName role, String file, @Nullable Sha256 digest, long length, String rule) {
        Seen what = new Seen(role, file, now.get(), null, digest, length, List.of());
        stakeout.hear(
                new View.OfWatch("mirror"),
                now.get(),
                new SightingRecorded(watched, what, new Judgement(rule, new TreeMap<>()), log));
    }

    private static RoleName role(String file) {
        return new RoleName(
                file.replaceFirst("^\\d+\\.", "")
                        .replaceFirst("\\.json$", "")
                        .replaceFirst("\\.[0-9a-f]{64}$", ""));
    }

    private static int rank(String file) {
        RoleName role = role(file);
        List<RoleName> order =
                List.of(RoleName.ROOT, RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS);
        return order.contains(role) ? order.indexOf(role) : order.size();
    }

    private static long version(String file) {
        String digits = file.replaceFirst("^(\\d*).*$", "$1");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
