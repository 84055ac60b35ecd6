package dev.tabellion.server.health;

import dev.tabellion.notary.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong now, by check. Found anew at most once a second, so that asking for health loads
 * nothing; askers wait for one look, and never start a second.
 */
public final class Condition {
    private static final Logger log = LoggerFactory.getLogger(Condition.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<HealthCheck> checks;
    private volatile Look newest = new Look(System.nanoTime() - FRESH_NANOS, new TreeMap<>());

    private record Look(long since, SortedMap<String, String> complaints) {
        boolean isFresh() {
            return System.nanoTime() - since < FRESH_NANOS;
        }
    }

    public Condition(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Complaints by the name of the check; empty if all is well. */
    public SortedMap<String, String> complaints() {
        var look = newest;
        return look.isFresh() ? look.complaints() : look();
    }

    private synchronized SortedMap<String, String> look() {
        if (newest.isFresh()) {
            return newest.complaints(); // somebody looked while we waited
        }
        var complaints = new TreeMap<String, String>();
        for (var check : checks) {
            var complaint = complaintOf(check);
            if (complaint != null) {
                complaints.put(check.name(), complaint);
            }
        }
        if (!complaints.equals(newest.complaints())) {
            log.atWarn().addKeyValue("complaints", complaints).log("health-changed");
        }
        newest = new Look(System.nanoTime(), complaints);
        return complaints;
    }

    /** A check that breaks is a complaint: it must not take the answer about the others with it. */
    private static @org.jspecify.annotations.Nullable String complaintOf(HealthCheck check) {
        try {
            return check.complaint();
        } catch (RuntimeException e) {
            log.atError().addKeyValue("check", check.name()).setCause(e).log("check-failed");
            return "the check itself failed";
        }
    }
}
