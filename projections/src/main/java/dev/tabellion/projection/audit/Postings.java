package dev.tabellion.projection.audit;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which leaves of one chunk have which terms. For one thread.
 *
 * <p>Stored as one term after the other: its 16 bytes, two bytes of the length of what follows, and
 * its leaves as a {@link LeafSet} is stored. A term may come again.
 */
final class Postings {
    private static final int HEADER = 2 * Long.BYTES + Short.BYTES;

    private final Map<UUID, LeafSet> sets = new LinkedHashMap<>();

    void add(Set<Term> all, long leaf) {
        for (Term term : all) {
            of(term.id()).add((int) (leaf % LeafSet.CHUNK));
        }
    }

    void addStored(byte[] stored) {
        ByteBuffer rest = ByteBuffer.wrap(stored);
        while (rest.hasRemaining()) {
            of(term(rest)).addStored(leaves(rest));
        }
    }

    /** Adds what is stored of these terms. */
    void addStored(byte[] stored, Set<UUID> wanted) {
        ByteBuffer rest = ByteBuffer.wrap(stored);
        while (rest.hasRemaining()) {
            UUID term = term(rest);
            if (wanted.contains(term)) {
                of(term).addStored(leaves(rest));
            } else {
                int length = rest.getShort();
                rest.position(rest.position() + length);
            }
        }
    }

    private static UUID term(ByteBuffer rest) {
        return new UUID(rest.getLong(), rest.getLong());
    }

    private static byte[] leaves(ByteBuffer rest) {
        byte[] leaves = new byte[rest.getShort()];
        rest.get(leaves);
        return leaves;
    }

    byte[] stored() {
        Map<UUID, byte[]> each = storedSets();
        int length = each.values().stream().mapToInt(leaves -> HEADER + leaves.length).sum();
        ByteBuffer stored = ByteBuffer.allocate(length);
        each.forEach(
                (term, leaves) ->
                        stored.putLong(term.getMostSignificantBits())
                                .putLong(term.getLeastSignificantBits())
                                .putShort((short) leaves.length)
                                .put(leaves));
        return stored.array();
    }

    /** Each term's set, as it is stored; of those that have leaves. */
    Map<UUID, byte[]> storedSets() {
        Map<UUID, byte[]> stored = new LinkedHashMap<>();
        sets.forEach(
                (term, leaves) -> {
                    if (!leaves.isEmpty()) {
                        stored.put(term, leaves.stored());
                    }
                });
        return stored;
    }

    boolean isEmpty() {
        return sets.isEmpty();
    }

    /** Those of one term, to be changed in place. */
    LeafSet of(UUID term) {
        return sets.computeIfAbsent(term, _ -> LeafSet.empty());
    }

    /** Those of one term; adds no term. */
    LeafSet copyOf(UUID term) {
        LeafSet known = sets.get(term);
        return known == null ? LeafSet.empty() : known.copy();
    }
}
