package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.tuf.RoleName;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for files as far as a look may go, and tells of those that did not come as they should. What
 * could not be asked for says nothing of the repository, and is not told.
 */
final class Fetching {
    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

    private final Mirror mirror;
    private final Sights sights;
    private final Allowance allowance;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicReference<String> trouble = new AtomicReference<>("");

    Fetching(Mirror mirror, Sights sights, Allowance allowance) {
        this.mirror = mirror;
        this.sights = sights;
        this.allowance = allowance;
    }

    /** Why the last file that could not be asked for could not; empty if all could. */
    String trouble() {
        return trouble.get();
    }

    /**
     * Null if there are no bytes to look at.
     *
     * @param needed whether it is told if there is none
     */
    @Nullable Bytes fetch(RoleName role, String name, long longest, boolean needed) {
        return fetch(role, name, name, longest, needed);
    }

    /**
     * A target, which is always needed.
     *
     * @param path in the metadata: what it is told as
     */
    @Nullable Bytes fetch(RoleName role, String name, String path, long longest) {
        return fetch(role, name, path, longest, true);
    }

    private @Nullable Bytes fetch(
            RoleName role, String address, String name, long longest, boolean needed) {
        long left = allowance.left();
        if (left == 0) {
            endless(role, name);
            return null;
        }
        return switch (mirror.fetch(address, Math.min(left, longest))) {
            case Fetched.Whole(Bytes file) -> {
                allowance.spend(file.length());
                yield file;
            }
            case Fetched.Absent() -> {
                if (needed) {
                    sights.amiss(role, name, 0, Judgement.MISSING, Map.of());
                }
                yield null;
            }
            case Fetched.TooLong(long limit) -> {
                allowance.spend(limit);
                sights.amiss(role, name, limit, Judgement.TOO_LONG, Map.of());
                yield null;
            }
            case Fetched.TooSlow(long length) -> {
                allowance.spend(length);
                sights.amiss(role, name, length, Judgement.TOO_SLOW, Map.of());
                yield null;
            }
            case Fetched.Unreachable(String why) -> {
                trouble.set(why);
                LOG.atWarn()
                        .addKeyValue("watch", sights.watch().name())
                        .addKeyValue("file", name)
                        .addKeyValue("why", why)
                        .log("nothing-seen");
                yield null;
            }
        };
    }

    /** A look that goes on for ever is one thing to tell, not one for each file. */
    private void endless(RoleName role, String name) {
        if (isOver.compareAndSet(false, true)) {
            sights.amiss(role, name, 0, Judgement.TOO_LONG, Map.of("of", "look"));
        }
    }
}
