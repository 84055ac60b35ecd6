package dev.tabellion.tlog;

/**
 * Whether one who has signed a tree may sign the next, in the order of C2SP tlog-witness,
 * "add-checkpoint". Judges trees only: whose they are was asked before.
 */
public sealed interface GrowthVerdict {
    record Consistent() implements GrowthVerdict {}

    /** The proof claims to lead from a tree to a smaller one: 400 to a witness. */
    record Shrinking(TreeSize old, TreeSize next) implements GrowthVerdict {}

    /** The proof does not begin where the signer stands: 409 to a witness. */
    record Elsewhere(TreeSize old, TreeHead last) implements GrowthVerdict {}

    /** Not the same log, or no proof that it is: 422 to a witness. */
    record Inconsistent(TreeHead last, TreeHead next) implements GrowthVerdict {}

    /**
     * @param last what was signed last; {@link TreeHead#EMPTY} if nothing was
     * @param old where {@code proof} is said to begin
     */
    static GrowthVerdict of(TreeHead last, TreeSize old, TreeHead next, ConsistencyProof proof) {
        if (old.compareTo(next.size()) > 0) {
            return new Shrinking(old, next.size());
        }
        if (!old.equals(last.size())) {
            return new Elsewhere(old, last);
        }
        return proof.connects(last, next) ? new Consistent() : new Inconsistent(last, next);
    }
}
