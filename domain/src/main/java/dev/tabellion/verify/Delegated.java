package dev.tabellion.verify;

import dev.tabellion.tuf.RoleName;

/**
 * A role by the word of one delegator. The same role by another's word is another matter: it may
 * have other keys there.
 */
public record Delegated(RoleName delegator, RoleName role) implements Comparable<Delegated> {
    public static final Delegated TARGETS = new Delegated(RoleName.ROOT, RoleName.TARGETS);

    @Override
    public int compareTo(Delegated other) {
        int byDelegator = delegator.compareTo(other.delegator);
        return byDelegator == 0 ? role.compareTo(other.role) : byDelegator;
    }
}
