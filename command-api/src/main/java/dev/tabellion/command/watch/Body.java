package dev.tabellion.command.watch;

import dev.tabellion.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What somebody sends, as far as anybody waits for it. A read that brings nothing at all the
 * listener ends; one that brings a byte now and then is ended here.
 */
sealed interface Body {
    record Whole(Bytes bytes) implements Body {}

    /** Nothing, or more than is taken. */
    record Unfit() implements Body {}

    record TooSlow() implements Body {}

    int PIECE = 64 * 1024;

    /**
     * @param nanos a clock that measures durations
     */
    static Body read(InputStream sent, int largest, Duration patience, LongSupplier nanos)
            throws IOException {
        long begin = nanos.getAsLong();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int n = sent.read(piece); n >= 0; n = sent.read(piece)) {
            whole.write(piece, 0, n);
            if (whole.size() > largest) {
                return new Unfit();
            }
            if (nanos.getAsLong() - begin > patience.toNanos()) {
                return new TooSlow();
            }
        }
        return whole.size() == 0 ? new Unfit() : new Whole(Bytes.of(whole.toByteArray()));
    }
}
