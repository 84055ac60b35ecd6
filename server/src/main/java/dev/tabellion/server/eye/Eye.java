package dev.tabellion.server.eye;

import dev.tabellion.background.Background;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Refresh;
import dev.tabellion.verify.SignatureCheck;
import dev.tabellion.verify.TrustedSet;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true that what a repository shows is in the record: looks at it again and again, keeps all
 * that it sees, and tells what is news. What nobody took is told again.
 */
final class Eye implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Eye.class);
    private static final int REMEMBERED = 10_000;

    private final Watch watch;
    private final Mirror mirror;
    private final EyeMemory memory;
    private final SightingSink sink;
    private final SignatureCheck check;
    private final InstantSource clock;
    private final Background background;
    private final Set<String> told = Collections.newSetFromMap(newest());

    Eye(
            Watch watch,
            Mirror mirror,
            EyeMemory memory,
            SightingSink sink,
            SignatureCheck check,
            InstantSource clock) {
        this.watch = watch;
        this.mirror = mirror;
        this.memory = memory;
        this.sink = sink;
        this.check = check;
        this.clock = clock;
        this.background = new Background("eye-" + watch.name(), this::work);
    }

    void start() {
        background.start();
    }

    /** One look, kept and told. */
    void look() {
        Look look = new Look(watch, mirror, memory.trusted(), new Refresh(clock.instant(), check));
        List<SightingMessage> sights = look.take();
        sights.forEach(this::keep);
        TrustedSet trusted = look.trusted();
        if (trusted != null) {
            memory.trust(trusted);
        }
        // kept first: what is lost between the two is seen and told again
        sights.forEach(this::tell);
    }

    @Override
    public void close() {
        background.close();
        mirror.close();
    }

    private void keep(SightingMessage sight) {
        if (sight.file() != null) {
            memory.keep(sight.file());
        }
    }

    private void tell(SightingMessage sight) {
        String fact = fact(sight);
        if (told.contains(fact) && !canBecomeOld(sight)) {
            return;
        }
        try {
            sink.tell(sight);
            told.add(fact);
        } catch (SightingNotTold e) {
            LOG.atWarn()
                    .addKeyValue("watch", watch.name())
                    .addKeyValue("file", sight.sighting().seen().file())
                    .addKeyValue("why", e.getMessage())
                    .log("sighting-not-told");
        }
    }

    /** What is current of a collection of ours may be so no longer, and only the record knows. */
    private boolean canBecomeOld(SightingMessage sight) {
        return watch.collection() != null
                && sight.sighting().seen().role().equals(RoleName.TIMESTAMP);
    }

    private static String fact(SightingMessage sight) {
        Seen seen = sight.sighting().seen();
        Sha256 digest = seen.digest();
        return seen.file()
                + " "
                + (digest == null ? "-" : digest)
                + " "
                + sight.sighting().judgement().rule();
    }

    private void work() {
        do {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.atError().addKeyValue("watch", watch.name()).setCause(e).log("look-failed");
            }
        } while (!background.stoppedWithin(watch.period()));
    }

    private static Map<String, Boolean> newest() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
