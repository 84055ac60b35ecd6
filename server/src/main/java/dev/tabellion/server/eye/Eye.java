package dev.tabellion.server.eye;

import dev.tabellion.background.Background;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchName;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.SignatureCheck;
import dev.tabellion.verify.TrustedSet;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true that what a repository shows is in the record: looks at it again and again, keeps what
 * it sees, and tells what is news. What nobody took is told first when somebody listens again; that
 * it sees nothing, it tells too.
 */
final class Eye implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Eye.class);

    /** Looks without a timestamp in a row, before that is worth telling. */
    private static final int BLINKS = 3;

    private static final int SMALL = 64 * 1024;

    /** No file's name: all that was kept so far. */
    private static final String ALL = "all that was kept";

    private final Watch watch;
    private final Mirror mirror;
    private final Mirror targets;
    private final EyeMemory memory;
    private final Untold untold;
    private final @Nullable LogLook log;
    private final Telling telling;
    private final SignatureCheck check;
    private final InstantSource clock;
    private final Background background;
    private final News news;
    private final RandomGenerator chance = new SecureRandom();
    private final AtomicInteger blind = new AtomicInteger();

    /**
     * @param mirror of metadata
     * @param targets asked for targets, where any are looked at
     */
    Eye(
            Watch watch,
            Mirror mirror,
            Mirror targets,
            EyeMemory memory,
            Untold untold,
            @Nullable LogLook log,
            SightingSink sink,
            SignatureCheck check,
            InstantSource clock) {
        this.watch = watch;
        this.mirror = mirror;
        this.targets = targets;
        this.memory = memory;
        this.untold = untold;
        this.log = log;
        this.telling = new Telling(watch.name(), untold, sink);
        this.check = check;
        this.clock = clock;
        this.news = new News(watch);
        this.background = new Background("eye-" + watch.name(), this::work);
    }

    void start() {
        background.start();
    }

    WatchName name() {
        return watch.name();
    }

    /** Whether it was forbidden to tell, when it last had something to. */
    boolean isShutOut() {
        return telling.isShutOut();
    }

    /** One look, kept and told. */
    void look() {
        telling.begin();
        Sights sights = sightsAt(clock.instant());
        String trouble = taken(sights);
        blind.set(trouble == null ? 0 : blind.get() + 1);
        if (trouble != null && blind.get() >= BLINKS) {
            sights.amiss(
                    RoleName.TIMESTAMP,
                    RoleName.TIMESTAMP + ".json",
                    0,
                    Judgement.UNREACHABLE,
                    Map.of("why", trouble));
        }
    }

    @Override
    public void close() {
        background.close();
        mirror.close();
        targets.close();
    }

    private Sights sightsAt(Instant now) {
        return new Sights(watch, now, LogOfWatch.of(watch, log), this::saw);
    }

    /** Null if a timestamp came, whatever it was worth; else why not. */
    private @Nullable String taken(Sights sights) {
        try {
            TrustedSet held = memory.trusted();
            Allowance allowance = Allowance.beside(held == null ? 0 : held.length(), clock);
            Fetching files = new Fetching(mirror, sights, allowance);
            Look look = new Look(sights, files, held, check);
            look.take();
            TrustedSet trusted = look.trusted();
            if (trusted != null) {
                memory.trust(trusted);
            }
            TargetFiles where = watch.targets();
            if (where != null && trusted != null && look.sawTimestamp()) {
                Fetching those = new Fetching(targets, sights, allowance);
                new TargetLook(watch, where, those, files, sights, chance).take(trusted);
            }
            if (log != null) {
                log.take(sights, memory);
            }
            return look.sawTimestamp() ? null : "no timestamp came; " + files.trouble();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("watch", watch.name()).setCause(e).log("look-failed");
            return "the look failed, see the eye's log";
        }
    }

    /** Noted first, then kept, then told: whoever kills us in between, what was seen is told. */
    private void saw(SightingMessage sight) {
        Bytes file = sight.file();
        boolean isKept = file != null && memory.hasRoomFor(file);
        if (file != null && !isKept) {
            sightsAt(sight.sighting().seen().at())
                    .amiss(RoleName.ROOT, ALL, 0, Judgement.TOO_LONG, Map.of("of", "watch"));
            if (!isSmall(sight, file)) {
                return; // else whoever fills our disk fills the record's next
            }
        }
        boolean isNoted = note(sight);
        if (file != null && isKept) {
            memory.keep(file);
        }
        if (log != null) {
            log.saw(sight, isKept);
        }
        if (isNoted) {
            telling.tell();
        }
    }

    private boolean note(SightingMessage sight) {
        if (!news.isNew(sight)) {
            return false;
        }
        if (untold.add(sight, News.fact(sight))) {
            news.add(sight);
            return true;
        }
        LOG.atError().addKeyValue("watch", watch.name()).log("sighting-has-no-room");
        return false;
    }

    /** One of a few in each look: nobody makes us blind for those by filling the disk first. */
    private static boolean isSmall(SightingMessage sight, Bytes file) {
        return sight.sighting().seen().role().isTopLevel() && file.length() <= SMALL;
    }

    private void work() {
        do {
            try {
                look();
            } catch (RuntimeException e) { // the disk: what is seen cannot even be kept
                LOG.atError().addKeyValue("watch", watch.name()).setCause(e).log("eye-failed");
            }
        } while (!background.stoppedWithin(watch.period()));
    }
}
