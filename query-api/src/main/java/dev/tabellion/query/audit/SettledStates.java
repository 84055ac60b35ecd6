package dev.tabellion.query.audit;

import dev.tabellion.api.Problem;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.CollectionHistory;
import dev.tabellion.projection.audit.HistoricState;
import dev.tabellion.query.http.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a collection served at times that the trail reaches to. Never answers any other time
 * with what was before.
 */
record SettledStates(CollectionHistory history, AuditIndex index, InstantSource clock) {
    /** By so much may the clock of who asks for "now" go ahead of ours. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /**
     * A state that no event changes which is in the record now. Of the newest moments another may
     * still come: its time is set before it is committed, by the clock of the node it comes from.
     *
     * @param size how many leaves the trail had when it was looked for
     */
    record Settled(HistoricState state, long size) {}

    /**
     * @throws Refused if there was none, or nobody knows yet
     */
    Settled at(Gun gun, Moment at) {
        long size = index.size(); // before the state, which may tell of more than that and no less
        @Nullable HistoricState state =
                switch (at) {
                    case Moment.AtTime(var instant) -> {
                        yield history.at(gun, known(gun, instant, size));
                    }
                    case Moment.AtLeaf(var leaf) -> {
                        requireKnown(leaf, size);
                        yield history.at(gun, leaf);
                    }
                };
        if (state == null) {
            throw new Refused(Problem.notFound(gun + " had served nothing yet"));
        }
        return new Settled(state, size);
    }

    /**
     * Answers the time to look at, which is never one to come. What happened by then and is not in
     * the trail may have changed what was served.
     */
    private Instant known(Gun gun, Instant asked, long size) {
        Instant now = clock.instant();
        if (asked.isAfter(now.plus(SLACK))) {
            throw new Refused(Problem.notYet(asked + " is still to come: here it is " + now));
        }
        Instant instant = asked.isAfter(now) ? now : asked;
        Instant waiting = history.waiting(gun, size);
        if (waiting != null && !waiting.isAfter(instant)) {
            throw new Refused(
                    Problem.unavailable(
                            reach(size)
                                    + ": what happened to "
                                    + gun
                                    + " from "
                                    + waiting
                                    + " on is not in it yet"));
        }
        return instant;
    }

    private void requireKnown(long leaf, long size) {
        if (leaf >= size) {
            throw new Refused(
                    leaf < history.logged()
                            ? Problem.unavailable(reach(size))
                            : Problem.notFound(reach(size)));
        }
    }

    private static String reach(long size) {
        return size == 0
                ? "the audit trail has no leaf so far"
                : "the audit trail reaches to leaf " + (size - 1) + " so far";
    }
}
