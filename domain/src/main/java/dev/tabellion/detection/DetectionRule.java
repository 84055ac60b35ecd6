package dev.tabellion.detection;

import java.util.List;

/**
 * A way to notice an attack: from the entry at hand and what was before to what is found. Pure: no
 * clock, no memory of its own, so that the same log gives the same findings. Never thrown at what a
 * hostile document says: that is what it is there for.
 */
public sealed interface DetectionRule {
    RuleCard card();

    /** Judges an entry of the log. */
    non-sealed interface OnEntry extends DetectionRule {
        List<Clue> judge(Entry entry, History before);
    }

    /** Judges a document as a view shows it: ours, or what somebody saw elsewhere. */
    non-sealed interface OnDocument extends DetectionRule {
        List<Clue> judge(Appearance shown, History before);
    }

    /** Waits for what should happen; what does not come in time is found. */
    non-sealed interface OnDeadline extends DetectionRule {
        /** What is awaited from this entry on, and what is awaited no longer. */
        List<Waiting> after(Entry entry, History now);
    }
}
