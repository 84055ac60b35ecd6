package dev.tabellion.inspection;

import dev.tabellion.collection.LeafOutline;
import dev.tabellion.verify.SignatureCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the entries of each stream come to. Holds a few marks for each collection, for ever, and of
 * any other stream no more than how far it went.
 */
final class Streams {
    private final Map<String, CollectionHistory> histories = new HashMap<>();
    private final Map<String, Long> others = new HashMap<>();
    private final SignatureCheck check;
    private final Consumer<Finding> findings;
    private final boolean fromTheBeginning;
    private final Beside beside;

    Streams(
            SignatureCheck check,
            Consumer<Finding> findings,
            boolean fromTheBeginning,
            Beside beside) {
        this.check = check;
        this.findings = findings;
        this.fromTheBeginning = fromTheBeginning;
        this.beside = beside;
    }

    void append(ExaminedEntry entry) {
        LeafOutline leaf = entry.leaf();
        if (leaf == null) {
            return;
        }
        if (leaf.isOfCollection()) {
            histories
                    .computeIfAbsent(leaf.id(), _ -> begun(leaf.sequence()))
                    .append(entry, leaf.sequence());
        } else {
            follow(entry, leaf.id(), leaf.sequence());
        }
    }

    private void follow(ExaminedEntry entry, String id, long sequence) {
        long next = others.getOrDefault(id, fromTheBeginning ? 0 : sequence);
        if (sequence != next) {
            findings.accept(
                    new Finding(
                            Fault.SEQUENCE_BROKEN,
                            entry.spot(),
                            Long.toString(next),
                            Long.toString(sequence)));
        }
        others.put(id, sequence + 1);
    }

    /** By collection; none where nothing is beside the record. */
    SortedMap<String, Showing> showings() {
        SortedMap<String, Showing> showings = new TreeMap<>();
        histories.forEach(
                (id, history) -> {
                    Showing showing = history.showing();
                    if (showing != null) {
                        showings.put(id, showing);
                    }
                });
        return showings;
    }

    private CollectionHistory begun(long sequence) {
        return new CollectionHistory(fromTheBeginning ? 0 : sequence, beside, check, findings);
    }
}
