package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.bytes.Sha256;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A set of digests that may be many, eight bytes each: a digest that was not added is taken for one
 * that was with a chance of one in 2^64 for each that was, whoever chose it. Not for several
 * threads.
 */
public final class DigestSet {
    private static final int FIRST = 1 << 10;

    /** Unknown to whoever wrote the digests, so none can be made that collides with another. */
    private final Bytes secret = Bytes.of(SecureRandom.getSeed(32));

    private long[] slots = new long[FIRST];
    private int size;

    public void add(Sha256 digest) {
        if (2 * size >= slots.length) {
            grow();
        }
        put(print(digest));
    }

    public boolean contains(Sha256 digest) {
        long print = print(digest);
        return slots[place(print)] == print;
    }

    private void put(long print) {
        int place = place(print);
        if (slots[place] == 0) {
            slots[place] = print;
            size++;
        }
    }

    /** Where it is, or would be. */
    private int place(long print) {
        int place = (int) (print >>> Integer.SIZE) & slots.length - 1;
        while (slots[place] != 0 && slots[place] != print) {
            place = place + 1 & slots.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[2 * before.length];
        size = 0;
        Arrays.stream(before).filter(print -> print != 0).forEach(this::put);
    }

    /** Never zero, which is an empty slot. */
    private long print(Sha256 digest) {
        Bytes keyed = new BytesBuilder().append(secret).append(digest.hex()).build();
        long print = Sha256.rawOf(keyed).buffer().getLong();
        return print == 0 ? 1 : print;
    }
}
