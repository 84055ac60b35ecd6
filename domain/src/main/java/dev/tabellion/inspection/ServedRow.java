package dev.tabellion.inspection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of what is served beside what is current, as an event put it there, or as it stands. */
public sealed interface ServedRow {
    /** In which table it is. */
    String table();

    /** By which a person finds it there. */
    String place();

    /**
     * A document of the running life.
     *
     * @param at to the millisecond, as leaves tell it
     */
    record Published(String role, int version, String digest, Instant at) implements ServedRow {
        public Published {
            at = LeafTime.of(at);
        }

        @Override
        public String table() {
            return "published_document";
        }

        @Override
        public String place() {
            return role + " " + version;
        }

        @Override
        public String toString() {
            return role + " " + version + " (" + digest + ") of " + at;
        }
    }

    /**
     * An entry of the changefeed.
     *
     * @param id null for the number of the event that it is of
     * @param version 0 for a deletion, which has no digest
     * @param at to the millisecond, as leaves tell it
     */
    record Told(@Nullable Long id, int version, @Nullable String digest, Instant at)
            implements ServedRow {
        public Told {
            at = LeafTime.of(at);
        }

        @Override
        public String table() {
            return "changefeed";
        }

        @Override
        public String place() {
            return id != null
                    ? "number " + id
                    : digest == null ? "of " + at : "timestamp " + version;
        }

        @Override
        public String toString() {
            return (id == null ? "" : "number " + id + ": ")
                    + (digest == null ? "deleted" : "timestamp " + version + " (" + digest + ")")
                    + " of "
                    + at;
        }
    }
}
