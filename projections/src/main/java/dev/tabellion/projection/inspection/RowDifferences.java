package dev.tabellion.projection.inspection;

import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.ServedRow;
import dev.tabellion.inspection.Spot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** In which rows what stands there and what was expected differ. Holds a bounded number of them. */
final class RowDifferences {
    /** Of more than these only the table is named. */
    private static final int MOST_HELD = 200_000;

    private static final int MOST_NAMED = 100;

    private final Spot spot;
    private final Class<?> kind;
    private final long rows;
    private final Map<ServedRow, Integer> expected = new LinkedHashMap<>();
    private final List<ServedRow> unexpected = new ArrayList<>();

    RowDifferences(String collection, ServedRows table, long rows) {
        this.kind = table == ServedRows.TOLD ? ServedRow.Told.class : ServedRow.Published.class;
        this.spot = Spot.collection(collection);
        this.rows = rows;
    }

    void expect(ServedRow row) {
        if (row instanceof ServedRow.Told(var id, _, var digest, _)
                && id == null
                && digest == null) {
            expected.keySet().removeIf(ServedRow.Published.class::isInstance); // a life has ended
        }
        if (kind.isInstance(row) && expected.size() < MOST_HELD) {
            expected.merge(row, 1, Integer::sum);
        }
    }

    void find(ServedRow row) {
        Integer left = expected.get(row);
        if (left == null) {
            if (unexpected.size() < MOST_NAMED) {
                unexpected.add(row);
            }
        } else if (left == 1) {
            expected.remove(row);
        } else {
            expected.put(row, left - 1);
        }
    }

    void report(Consumer<Finding> findings) {
        Map<String, ServedRow> missing = new LinkedHashMap<>();
        boolean isTooMany = rows >= MOST_HELD || expected.size() >= MOST_HELD;
        if (!isTooMany) {
            expected.keySet().forEach(row -> missing.put(row.place(), row));
            unexpected.forEach(row -> report(findings, missing.remove(row.place()), row));
            missing.values().stream().limit(MOST_NAMED).forEach(row -> report(findings, row, null));
        }
        if (isTooMany || (expected.isEmpty() && unexpected.isEmpty())) {
            String table = kind == ServedRow.Told.class ? "changefeed" : "published_document";
            findings.accept(
                    new Finding(
                            Fault.SERVED_DIFFERS,
                            spot.with("table", table),
                            "what its events put there",
                            rows + " rows that are not the same"));
        }
    }

    private void report(
            Consumer<Finding> findings, @Nullable ServedRow wanted, @Nullable ServedRow found) {
        ServedRow one = wanted == null ? found : wanted;
        if (one != null) {
            findings.accept(
                    new Finding(
                            Fault.SERVED_DIFFERS,
                            spot.with("table", one.table()).with("row", one.place()),
                            wanted == null ? "none" : wanted.toString(),
                            found == null ? "none" : found.toString()));
        }
    }
}
