package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happens to the record itself and to no collection. Never changed, only added to, as {@link
 * CollectionEvent} is.
 */
public sealed interface LedgerEvent extends LoggedEvent {

    /**
     * A harmless event on schedule: if none comes, events do not get into the log.
     *
     * @param due when this turn began; there is one song a turn, whichever node sings it
     * @param period after which the next one is due
     */
    record CanarySung(Instant due, Duration period) implements LedgerEvent {}

    /**
     * People were forgotten: salt and clear text behind these commitments were deleted in the same
     * transaction. The leaves that bear them stay as they are.
     *
     * @param askedBy commitment to who asked for it; who confirmed it is the event's own actor
     * @param reason in the operator's words, which must not name whom they make forgotten
     */
    record ActorRedacted(List<Sha256> actors, Sha256 askedBy, String reason)
            implements LedgerEvent {
        /** So that the event stays readable; more people are more events. */
        public static final int MOST_ACTORS = 1_000;

        public static final int LONGEST_REASON = 500;

        public ActorRedacted {
            actors = List.copyOf(actors);
            if (actors.isEmpty() || actors.size() > MOST_ACTORS) {
                throw new IllegalArgumentException(
                        "1 to " + MOST_ACTORS + " actors are redacted, not " + actors.size());
            }
            if (reason.isBlank() || reason.length() > LONGEST_REASON) {
                throw new IllegalArgumentException(
                        "a reason has 1 to " + LONGEST_REASON + " characters");
            }
        }
    }
}
