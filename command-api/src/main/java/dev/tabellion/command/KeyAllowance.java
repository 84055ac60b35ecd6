package dev.tabellion.command;

import dev.tabellion.collection.Publisher;

/** How many keys a publisher may have made: each is a row for ever, for any name one thinks of. */
@FunctionalInterface
public interface KeyAllowance {
    /** Counts one more key for the publisher, unless there were too many lately. */
    boolean permits(Publisher publisher);
}
