package dev.tabellion.query.audit;

import dev.tabellion.api.Problem;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.CollectionHistory;
import dev.tabellion.projection.audit.HistoricState;
import dev.tabellion.query.http.Refused;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a collection served at times that the trail reaches to. Never answers any other time
 * with what was before.
 */
record SettledStates(CollectionHistory history, AuditIndex index, InstantSource clock) {
    /**
     * A state that no event changes any more.
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
                        requireKnown(gun, instant, size);
                        yield history.at(gun, instant);
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

    /** What happened by then and is not in the trail may have changed what was served. */
    private void requireKnown(Gun gun, Instant instant, long size) {
        Instant now = clock.instant();
        if (instant.isAfter(now)) {
            throw new Refused(Problem.notYet(instant + " is still to come: here it is " + now));
        }
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
