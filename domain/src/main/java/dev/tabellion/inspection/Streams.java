package dev.tabellion.inspection;

import dev.tabellion.collection.LeafOutline;
import dev.tabellion.verify.SignatureCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The history of each stream that entries belong to. Holds a few marks for each, for ever. */
final class Streams {
    private final Map<String, CollectionHistory> histories = new HashMap<>();
    private final SignatureCheck check;
    private final Consumer<Finding> findings;
    private final boolean fromTheBeginning;

    Streams(SignatureCheck check, Consumer<Finding> findings, boolean fromTheBeginning) {
        this.check = check;
        this.findings = findings;
        this.fromTheBeginning = fromTheBeginning;
    }

    void append(ExaminedEntry entry) {
        LeafOutline leaf = entry.leaf();
        if (leaf != null) {
            histories
                    .computeIfAbsent(leaf.id(), _ -> begun(leaf.sequence()))
                    .append(entry, leaf.sequence());
        }
    }

    /** By collection. */
    SortedMap<String, Showing> showings() {
        SortedMap<String, Showing> showings = new TreeMap<>();
        histories.forEach((id, history) -> showings.put(id, history.showing()));
        return showings;
    }

    private CollectionHistory begun(long sequence) {
        return new CollectionHistory(fromTheBeginning ? 0 : sequence, check, findings);
    }
}
