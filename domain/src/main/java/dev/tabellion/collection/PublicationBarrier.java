package dev.tabellion.collection;

/** Sees to it that what was committed is what is served. */
@FunctionalInterface
public interface PublicationBarrier {
    /**
     * Returns when no live node serves anything older than the collection's committed state: a node
     * has either dropped its copy or lost its lease and asks the store. Called after the commit and
     * before the publisher is answered; a crash in between leaves an unanswered publication, which
     * nodes find by their own refresh.
     */
    void await(Gun gun);
}
