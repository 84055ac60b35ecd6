package dev.tabellion.detection;

import dev.tabellion.collection.Gun;

/** What one source shows of one repository over time. */
public sealed interface View {
    /** What the record says that was published. */
    record OfRecord(Gun gun) implements View {}

    /** What was seen from outside, under the watch's name. */
    record OfWatch(String name) implements View {}

    /** What concerns no repository: the record itself. */
    record OfLedger() implements View {}

    /** Unique and permanent. */
    default String text() {
        return switch (this) {
            case OfRecord(Gun gun) -> "record/" + gun;
            case OfWatch(String name) -> "watch/" + name;
            case OfLedger() -> "ledger";
        };
    }

    /**
     * @throws IllegalArgumentException unless it is the name of a view
     */
    static View of(String text) {
        if (text.startsWith("record/")) {
            return new OfRecord(new Gun(text.substring("record/".length())));
        }
        if (text.startsWith("watch/")) {
            return new OfWatch(text.substring("watch/".length()));
        }
        if (text.equals("ledger")) {
            return new OfLedger();
        }
        throw new IllegalArgumentException("no view is called " + text);
    }

    default Subject subject() {
        return switch (this) {
            case OfRecord(Gun gun) -> new Subject(Subject.Kind.COLLECTION, gun.value());
            case OfWatch(String name) -> new Subject(Subject.Kind.WATCH, name);
            case OfLedger() -> new Subject(Subject.Kind.LOG, "");
        };
    }
}
