package dev.tabellion.projection.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leaves that are still to be looked at, from one end to the other.
 *
 * @param first the lowest
 * @param last the highest; below the first if there are none
 */
record Way(Direction direction, long first, long last) {

    static Way through(AuditFilter filter, Direction direction, @Nullable Long after, long size) {
        long first = Math.max(0, filter.first());
        long last = Math.min(size - 1, filter.last());
        if (after == null) {
            return new Way(direction, first, last);
        }
        return switch (direction) {
            case NEWEST_FIRST -> new Way(direction, first, Math.min(last, after - 1));
            case OLDEST_FIRST -> new Way(direction, Math.max(first, after + 1), last);
        };
    }

    boolean isEmpty() {
        return first > last;
    }

    /** The leaf before this way's beginning: to go on from it is to go this way. */
    long before() {
        return direction == Direction.NEWEST_FIRST ? last + 1 : first - 1;
    }

    Way within(long lowest, long highest) {
        return new Way(direction, Math.max(first, lowest), Math.min(last, highest));
    }

    /** The next chunks on the way, each cut to it. */
    List<Way> chunks(int atMost) {
        List<Way> chunks = new ArrayList<>();
        for (Way rest = this; !rest.isEmpty() && chunks.size() < atMost; ) {
            Way next = rest.chunk();
            chunks.add(next);
            rest = rest.beyond(next);
        }
        return chunks;
    }

    Way beyond(Way part) {
        return direction == Direction.NEWEST_FIRST
                ? new Way(direction, first, part.first - 1)
                : new Way(direction, part.last + 1, last);
    }

    int number() {
        return (int) (first / LeafSet.CHUNK);
    }

    /** All of the way's leaves, which are of one chunk. */
    LeafSet leaves() {
        return LeafSet.range(place(first), place(last) + 1);
    }

    private static int place(long leaf) {
        return (int) (leaf % LeafSet.CHUNK);
    }

    private Way chunk() {
        long number = (direction == Direction.NEWEST_FIRST ? last : first) / LeafSet.CHUNK;
        return within(number * LeafSet.CHUNK, (number + 1) * LeafSet.CHUNK - 1);
    }
}
