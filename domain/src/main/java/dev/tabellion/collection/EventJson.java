package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;

/** Each event's permanent name and canonical JSON: the one place of that byte format. */
public final class EventJson {
    private EventJson() {}

    /** The permanent name without its revision, such as {@code metadata-published}. */
    public static String nameOf(CollectionEvent event) {
        throw new UnsupportedOperationException("" + event);
    }

    /** The revision of that name's format, such as {@code 1}. */
    public static String revisionOf(CollectionEvent event) {
        throw new UnsupportedOperationException("" + event);
    }

    public static Bytes write(CollectionEvent event) {
        throw new UnsupportedOperationException("" + event);
    }

    /**
     * @throws IllegalStateException if the stored bytes are not an event of that name and revision
     */
    public static CollectionEvent read(String name, String revision, Bytes payload) {
        throw new UnsupportedOperationException(name + revision + payload);
    }
}
