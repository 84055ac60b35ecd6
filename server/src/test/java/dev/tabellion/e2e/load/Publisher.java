package dev.tabellion.e2e.load;

/**
 * Somebody who publishes to one collection, alone. Used by one thread; an attempt ends soon whether
 * the server is there or not, and never throws because it is not.
 */
public interface Publisher {

    /** The collection. */
    String gun();

    /** Tries once; true only if the server has acknowledged that this target is published. */
    boolean publish(String target);
}
