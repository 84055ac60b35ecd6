package dev.tabellion.projection.audit;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Some leaves of one chunk, by their place in it. For one thread; never holds a place outside.
 *
 * <p>Stored as two bytes for each place, or as a bit for each place there is, whichever is shorter.
 */
final class LeafSet {
    /** How many leaves a chunk has: a set of them takes a kibibyte at most. */
    static final int CHUNK = 8_192;

    private static final int WHOLE = CHUNK / Byte.SIZE;

    private final BitSet places;

    private LeafSet(BitSet places) {
        this.places = places;
    }

    /** The lowest leaf of a chunk. */
    static long first(int chunk) {
        return (long) chunk * CHUNK;
    }

    static LeafSet empty() {
        return new LeafSet(new BitSet());
    }

    /** The places from one to another, the last not included. */
    static LeafSet range(int from, int to) {
        LeafSet set = empty();
        set.places.set(from, to);
        return set;
    }

    static LeafSet read(byte[] stored) {
        LeafSet set = empty();
        set.addStored(stored);
        return set;
    }

    /** Adds those of a set as it is stored. */
    void addStored(byte[] stored) {
        if (stored.length == WHOLE) {
            places.or(BitSet.valueOf(stored));
            return;
        }
        ByteBuffer some = ByteBuffer.wrap(stored);
        while (some.hasRemaining()) {
            places.set(some.getShort());
        }
    }

    byte[] stored() {
        int count = places.cardinality();
        if (2 * count >= WHOLE) {
            return Arrays.copyOf(places.toByteArray(), WHOLE);
        }
        ByteBuffer stored = ByteBuffer.allocate(2 * count);
        places.stream().forEach(place -> stored.putShort((short) place));
        return stored.array();
    }

    void add(int place) {
        places.set(place);
    }

    LeafSet copy() {
        LeafSet copy = empty();
        copy.places.or(places);
        return copy;
    }

    /** Adds those of another. */
    void addAll(LeafSet others) {
        places.or(others.places);
    }

    /**
     * Adds those that happened from one time on and before another.
     *
     * @param place of the first of them
     * @param times eight bytes for each leaf
     */
    void addFitting(int place, byte[] times, long earliest, long end) {
        LongBuffer rest = ByteBuffer.wrap(times).asLongBuffer();
        for (int each = place; rest.hasRemaining(); each++) {
            long at = rest.get();
            if (at >= earliest && at < end) {
                places.set(each);
            }
        }
    }

    void keepOnly(LeafSet others) {
        places.and(others.places);
    }

    void remove(LeafSet others) {
        places.andNot(others.places);
    }

    /** Keeps only what comes before that place, which may be outside. */
    void removeFrom(long place) {
        places.clear(Math.clamp(place, 0, CHUNK), CHUNK);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** The next place from here on, -1 if there is none. */
    int next(int from) {
        return places.nextSetBit(from);
    }

    /** The next place from here backwards, -1 if there is none. */
    int previous(int from) {
        return from < 0 ? -1 : places.previousSetBit(from);
    }
}
