package dev.tabellion.projection.current;

import java.util.List;

/** The names of one set of the projection's tables: those that are read, or a rebuild's own. */
record CurrentTables(String live, String current, String published, String changefeed) {
    static final CurrentTables SERVED =
            new CurrentTables(
                    "live_collection", "current_document", "published_document", "changefeed");

    /** Temporary tables of one session. */
    static final CurrentTables REBUILT =
            new CurrentTables(
                    "rebuilt_live_collection",
                    "rebuilt_current_document",
                    "rebuilt_published_document",
                    "rebuilt_changefeed");

    /** Always in the same order. */
    List<String> names() {
        return List.of(live, current, published, changefeed);
    }
}
