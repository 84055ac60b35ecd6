package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.json.PlainJson;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The columns of an event's row beside payload and leaf. They repeat the leaf; what of them it does
 * not hold (the number, the time below a millisecond) nothing vouches for.
 */
public record EventRow(
        long globalIndex,
        String eventId,
        String stream,
        long sequence,
        String kind,
        Instant occurredAt,
        String type,
        Bytes metadata) {

    /** The columns that contradict the leaf: for each what the leaf says, and what stands here. */
    public Map<String, Contradiction> contradictions(LeafOutline leaf) {
        Map<String, Contradiction> found = new TreeMap<>();
        compare(found, "event_id", leaf.eventId(), eventId);
        compare(found, "collection", leaf.id(), stream);
        compare(found, "sequence", Long.toString(leaf.sequence()), Long.toString(sequence));
        compare(found, "kind", leaf.stream(), kind);
        compare(found, "name", leaf.type(), type);
        compare(found, "metadata", metadataOf(leaf), metadata.utf8());
        compare(found, "occurred_at", leaf.at().toString(), LeafTime.of(occurredAt).toString());
        return found;
    }

    /** What is expected and what was found instead. */
    public record Contradiction(String expected, String actual) {}

    private static void compare(
            Map<String, Contradiction> found, String column, String leaf, String row) {
        if (!leaf.equals(row)) {
            found.put(column, new Contradiction(leaf, row));
        }
    }

    private static String metadataOf(LeafOutline leaf) {
        return new PlainJson()
                .text("actor", leaf.actor().hex())
                .text("cause", leaf.cause())
                .text("request", leaf.requestId())
                .toString();
    }
}
