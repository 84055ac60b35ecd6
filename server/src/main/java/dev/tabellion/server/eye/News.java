package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.tuf.RoleName;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What an eye has taken in to tell, as far as it remembers: the record knows the rest. */
final class News {
    private static final int REMEMBERED = 10_000;

    private final Watch watch;
    private final Set<Sha256> taken = Collections.newSetFromMap(newest());

    News(Watch watch) {
        this.watch = watch;
    }

    boolean isNew(SightingMessage sight) {
        return canBecomeOld(sight) || !taken.contains(fact(sight));
    }

    void add(SightingMessage sight) {
        taken.add(fact(sight));
    }

    /** What no bytes bear out, and that the eye sees still, is news again each day. */
    static Sha256 fact(SightingMessage sight) {
        Seen seen = sight.sighting().seen();
        Judgement judgement = sight.sighting().judgement();
        boolean daily = seen.digest() == null || judgement.facts().containsKey(Judgement.AGAIN);
        return Bytes.utf8(
                        "%s %s %s %s"
                                .formatted(
                                        seen.file(),
                                        seen.digest(),
                                        judgement.rule(),
                                        daily ? seen.at().truncatedTo(ChronoUnit.DAYS) : ""))
                .sha256();
    }

    /** What is current of a collection of ours may be so no longer, and only the record knows. */
    private boolean canBecomeOld(SightingMessage sight) {
        return watch.collection() != null
                && sight.sighting().seen().role().equals(RoleName.TIMESTAMP);
    }

    private static Map<Sha256, Boolean> newest() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Sha256, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
