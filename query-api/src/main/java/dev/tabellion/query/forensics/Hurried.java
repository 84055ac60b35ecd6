package dev.tabellion.query.forensics;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Breaks off what is sent to somebody who takes it too slowly: what is held for them meanwhile
 * others wait for. Sends in pieces, each of which the connection's own timeout bounds.
 */
final class Hurried extends FilterOutputStream {
    private static final int PIECE = 16 * 1024;

    private final LongSupplier nanoTime;
    private final long end;

    Hurried(OutputStream out, Duration given, LongSupplier nanoTime) {
        super(out);
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + given.toNanos();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int at = 0; at < length; at += PIECE) {
            if (nanoTime.getAsLong() - end > 0) {
                throw new IOException("whoever reads this takes it too slowly");
            }
            out.write(bytes, from + at, Math.min(PIECE, length - at));
        }
    }
}
