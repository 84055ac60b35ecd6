package dev.tabellion.tlog;

/**
 * A halt beside the decision that is said to end it, so that whoever is told of one late knows of
 * both. Proves nothing before it is {@linkplain #isBy asked}.
 */
public record EndedHalt(Halt halt, SignedResumption decision) {
    /** Whether the key of that log signed an end to this very halt. */
    public boolean isBy(VerifierKey log) {
        return decision.resumption().halt().equals(halt.id()) && decision.isBy(log);
    }
}
