package dev.tabellion.collection;

/**
 * The history that an event belongs to, and in which it is counted: a collection's, the ledger's
 * own, a watch's, or that of the cases that people deal with.
 */
public sealed interface EventStream {
    EventStream LEDGER = new Ledger();
    EventStream CASES = new Cases();

    /** Unique among all streams. */
    String id();

    /** The kind's permanent name. */
    String kind();

    /** Whether an event can be of this history at all. */
    boolean takes(LoggedEvent event);

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

        @Override
        public boolean takes(LoggedEvent event) {
            return event instanceof CollectionEvent;
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

        @Override
        public boolean takes(LoggedEvent event) {
            return event instanceof LedgerEvent;
        }
    }

    /** What one eye saw, or clients reported. */
    record Watch(WatchName name) implements EventStream {
        static final String KIND = "watch";
        static final String PREFIX = "*watch/";

        @Override
        public String id() {
            return PREFIX + name.value();
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public boolean takes(LoggedEvent event) {
            return event instanceof WatchEvent;
        }

        private static Watch stored(String id) {
            if (!id.startsWith(PREFIX)) {
                throw new IllegalStateException("no watch has the stream " + id);
            }
            return new Watch(new WatchName(id.substring(PREFIX.length())));
        }
    }

    /** What people say and do about findings: there is one, so that all see the same order. */
    record Cases() implements EventStream {
        static final String ID = "*cases";
        static final String KIND = "case";

        @Override
        public String id() {
            return ID;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public boolean takes(LoggedEvent event) {
            return event instanceof CaseEvent;
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
            case Watch.KIND -> Watch.stored(id);
            case Cases.KIND -> CASES;
            default -> throw new IllegalStateException("no stream of events is a " + kind);
        };
    }
}
