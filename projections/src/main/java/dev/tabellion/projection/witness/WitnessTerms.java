package dev.tabellion.projection.witness;

import java.time.Duration;

/**
 * How witnesses are asked, and what is published without them.
 *
 * @param cadence between the beginnings of two rounds
 * @param deadline how long a checkpoint waits for its quorum
 * @param failClosed whether one without its quorum then stays unpublished; else it is shown as it
 *     is
 */
public record WitnessTerms(Duration cadence, Duration deadline, boolean failClosed) {
    /** For how long a witness that disagreed is left alone: asking again would settle nothing. */
    static final Duration REFLECTION = Duration.ofMinutes(10);

    /** For how long a quorum may be missing before that is a complaint. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    public WitnessTerms {
        if (!cadence.isPositive() || !deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "witnesses are asked every " + cadence + " and waited for " + deadline);
        }
    }

    /**
     * For one question: longer than anybody waits, as a late cosignature is worth something too.
     */
    Duration patience() {
        return deadline.multipliedBy(2);
    }
}
