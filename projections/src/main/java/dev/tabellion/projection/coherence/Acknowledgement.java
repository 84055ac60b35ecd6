package dev.tabellion.projection.coherence;

import java.util.UUID;

/** The node dropped its copies for every notice of the sender up to this number. */
record Acknowledgement(UUID sender, long number, UUID by) {
    static final String CHANNEL = "tabellion_acknowledged";

    String text() {
        return sender + " " + number + " " + by;
    }

    static Acknowledgement of(String text) {
        String[] parts = text.split(" ", -1);
        return new Acknowledgement(
                UUID.fromString(parts[0]), Long.parseLong(parts[1]), UUID.fromString(parts[2]));
    }
}
