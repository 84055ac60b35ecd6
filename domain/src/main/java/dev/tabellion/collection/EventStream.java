package dev.tabellion.collection;

/**
 * The history that an event belongs to, and in which it is counted: a collection's, or the ledger's
 * own.
 */
public sealed interface EventStream {
    EventStream LEDGER = new Ledger();

    /** Unique among all streams. */
    String id();

    /** The kind's permanent name. */
    String kind();

    record Collection(Gun gun) implements EventStream {
        static final String KIND = "collection";

        @Override
        public String id() {
            return gun.value();
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** There is one. No collection can have its id: no name has an asterisk. */
    record Ledger() implements EventStream {
        static final String ID = "*ledger";
        static final String KIND = "ledger";

        @Override
        public String id() {
            return ID;
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    static EventStream of(Gun gun) {
        return new Collection(gun);
    }

    /**
     * The stream of a stored event.
     *
     * @throws IllegalStateException if there is no such kind
     */
    static EventStream stored(String kind, String id) {
        return switch (kind) {
            case Collection.KIND -> new Collection(new Gun(id));
            case Ledger.KIND -> LEDGER;
            default -> throw new IllegalStateException("no stream of events is a " + kind);
        };
    }
}
