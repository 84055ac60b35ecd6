package dev.tabellion.server.health;

import dev.tabellion.notary.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong now, by check. Found anew at most once a second, so that asking for health loads
 * nothing; askers wait for one look, and never start a second.
 */
public final class Condition {
    private static final Logger log = LoggerFactory.getLogger(Condition.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<HealthCheck> checks;
    private volatile Look newest = new Look(System.nanoTime() - FRESH_NANOS, new TreeMap<>(), true);

    private record Look(long since, SortedMap<String, String> complaints, boolean isWell) {
        boolean isFresh() {
            return System.nanoTime() - since < FRESH_NANOS;
        }
    }

    public Condition(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Complaints by the name of the check; empty if all is well. */
    public SortedMap<String, String> complaints() {
        return newest().complaints();
    }

    /** Whether no vital check complains. */
    public boolean isWell() {
        return newest().isWell();
    }

    private Look newest() {
        var look = newest;
        return look.isFresh() ? look : look();
    }

    private synchronized Look look() {
        if (newest.isFresh()) {
            return newest; // somebody looked while we waited
        }
        var complaints = asked();
        if (!complaints.equals(newest.complaints())) {
            log.atWarn().addKeyValue("complaints", complaints).log("health-changed");
        }
        newest = new Look(System.nanoTime(), complaints, isWell(complaints));
        return newest;
    }

    private boolean isWell(SortedMap<String, String> complaints) {
        return checks.stream()
                .filter(HealthCheck::isVital)
                .noneMatch(check -> complaints.containsKey(check.name()));
    }

    /** All at once, so that one that waits for what is gone holds up no other for long. */
    private SortedMap<String, String> asked() {
        var questions =
                checks.stream()
                        .<Callable<Optional<String>>>map(it -> () -> complaintOf(it))
                        .toList();
        var complaints = new TreeMap<String, String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(questions, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < checks.size(); i++) {
                var name = checks.get(i).name();
                answerOf(answers.get(i)).ifPresent(it -> complaints.put(name, it));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking what is wrong", e);
        }
        return complaints;
    }

    private static Optional<String> answerOf(Future<Optional<String>> check) {
        return check.state() == Future.State.SUCCESS
                ? check.resultNow()
                : Optional.of("no answer within " + PATIENCE.toSeconds() + " s");
    }

    /** A check that breaks is a complaint: it must not take the answer about the others with it. */
    private static Optional<String> complaintOf(HealthCheck check) {
        try {
            return Optional.ofNullable(check.complaint());
        } catch (RuntimeException e) {
            log.atError().addKeyValue("check", check.name()).setCause(e).log("check-failed");
            return Optional.of("the check itself failed");
        }
    }
}
