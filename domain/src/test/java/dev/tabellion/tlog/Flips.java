package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A path of hashes, spoilt. */
final class Flips {
    private static final int BITS = 256;

    private Flips() {}

    /** The path once for each of its bits, with that bit the other way. */
    static Stream<List<Hash>> all(List<Hash> path) {
        return IntStream.range(0, path.size() * BITS).mapToObj(bit -> flipped(path, bit));
    }

    /** The path once for each of its hashes, with one bit of that the other way. */
    static Stream<List<Hash>> some(List<Hash> path, int seed) {
        return IntStream.range(0, path.size())
                .mapToObj(each -> flipped(path, each * BITS + (seed * 31 + each) % BITS));
    }

    static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.bytes().toArray();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(Bytes.of(bytes));
    }

    private static List<Hash> flipped(List<Hash> path, int bit) {
        List<Hash> spoilt = new ArrayList<>(path);
        spoilt.set(bit / BITS, flipped(path.get(bit / BITS), bit % BITS));
        return spoilt;
    }
}
