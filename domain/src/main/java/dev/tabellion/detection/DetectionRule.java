package dev.tabellion.detection;

import java.util.List;

/**
 * A way to notice an attack: from the entry at hand and what was before to what is found. Pure: no
 * clock, no memory of its own, so that the same log gives the same findings. Never throws at what a
 * hostile document says; where it does all the same, the others go on and it is told.
 */
public sealed interface DetectionRule {
    RuleCard card();

    /** Judges an entry of the log. */
    non-sealed interface OnEntry extends DetectionRule {
        List<Clue> judge(Entry entry, History before);
    }

    /**
     * Judges a document as a view shows it: ours, or what somebody saw elsewhere and whoever
     * follows that view believes.
     */
    non-sealed interface OnDocument extends DetectionRule {
        List<Clue> judge(Appearance shown, History before);

        /**
         * Whether it judges in which order a view shows documents, and not only what they say. Only
         * such a rule is asked again about a document of ours that somebody else shows: what it
         * says was judged when we published it.
         */
        default boolean judgesOrder() {
            return false;
        }
    }

    /**
     * Judges what an eye saw, whether or not anybody should believe it. Must not call it critical
     * unless its warrant holds: anybody can show anything.
     */
    non-sealed interface OnSight extends DetectionRule {
        List<Clue> judge(Sight sight, History before);
    }

    /** Waits for what should happen; what does not come in time is found. */
    non-sealed interface OnDeadline extends DetectionRule {
        /** What is awaited from this entry on, and what is awaited no longer. */
        List<Waiting> after(Entry entry, History now);

        /**
         * Whether it waits for the log itself: what does not come in time is then found although
         * something else may wait for its place in the log.
         */
        default boolean isOfLog() {
            return false;
        }
    }

    /** Judges what others could not judge. */
    non-sealed interface OnFailure extends DetectionRule {
        List<Clue> judge(Failure failure);
    }

    /** Judges what the log's keepers notice of the log itself, where no entry can say it. */
    non-sealed interface OnTold extends DetectionRule {
        List<Clue> judge(Told told);
    }
}
