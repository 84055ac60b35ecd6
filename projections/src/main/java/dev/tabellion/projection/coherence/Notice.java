package dev.tabellion.projection.coherence;

import dev.tabellion.collection.Gun;
import java.util.UUID;

/**
 * Tells the nodes that a collection changed. Numbers of one sender rise, so one acknowledgement
 * covers all before it.
 */
record Notice(UUID sender, long number, Gun gun) {
    static final String CHANNEL = "tabellion_published";

    private static final int PARTS = 3;

    String text() {
        return sender + " " + number + " " + gun.value();
    }

    static Notice of(String text) {
        String[] parts = text.split(" ", PARTS);
        return new Notice(UUID.fromString(parts[0]), Long.parseLong(parts[1]), new Gun(parts[2]));
    }
}
