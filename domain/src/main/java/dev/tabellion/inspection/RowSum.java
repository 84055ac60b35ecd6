package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.security.SecureRandom;

/**
 * What rows come to, in whatever order they are told: as many others come to the same with a chance
 * of one in 2^64, whoever chose them. Not for several threads.
 */
public final class RowSum {
    /** Unknown to whoever writes rows, so none can be made that make up for others. */
    private static final String SECRET = Bytes.of(SecureRandom.getSeed(32)).hex();

    private long count;
    private long sum;

    public void add(ServedRow row) {
        count++;
        Bytes keyed = Bytes.utf8(SECRET + row.table() + " " + row);
        sum += Sha256.rawOf(keyed).buffer().getLong();
    }

    void clear() {
        count = 0;
        sum = 0;
    }

    public long count() {
        return count;
    }

    boolean isOfTheSame(RowSum other) {
        return count == other.count && sum == other.sum;
    }
}
