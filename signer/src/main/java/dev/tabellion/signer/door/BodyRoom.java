package dev.tabellion.signer.door;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.door.NotTaken.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies of a stated length into memory, and has room for what they become there before it
 * reads any of them: many large ones wait for each other instead of for the end of the heap.
 */
final class BodyRoom {
    private static final int PIECE = 16 * 1024;
    private static final int PATIENCE_SECONDS = 2;

    /** The body, its characters, their strings, and the documents those hold. */
    static final int GROWTH = 8;

    /** What is read past the limit and thrown away, so that the peer gets to read the answer. */
    private static final long DRAINED_AT_MOST = 256L << 20;

    private final DoorLimits limits;
    private final int pieces;
    private final Semaphore free;

    BodyRoom(DoorLimits limits) {
        this.limits = limits;
        this.pieces = Math.toIntExact(limits.memory() / PIECE) + 1;
        this.free = new Semaphore(pieces, true);
    }

    /** What is done with a body while it has its room. */
    @FunctionalInterface
    interface Work {
        Bytes on(Bytes body) throws NotTaken;
    }

    /**
     * @param length as the request states it; negative if it states none
     */
    Bytes answer(InputStream in, long length, Work work) throws NotTaken {
        if (length < 0) {
            throw new NotTaken(Rule.LENGTH_REQUIRED, Map.of());
        }
        if (length > limits.longestBody()) {
            throw new NotTaken(
                    Rule.REQUEST_TOO_LARGE,
                    Map.of("length", length, "longest", limits.longestBody()));
        }
        int weight = (int) Math.min(pieces, GROWTH * (1 + length / PIECE));
        take(weight);
        try {
            return work.on(read(in, (int) length));
        } finally {
            free.release(weight);
        }
    }

    /** Hears a body to its end without keeping it, or not for ever. */
    void drain(InputStream in) {
        long end = System.nanoTime() + limits.bodyTime().toNanos();
        byte[] piece = new byte[PIECE];
        long drained = 0;
        try {
            for (int n = in.read(piece);
                    n >= 0 && drained < DRAINED_AT_MOST && System.nanoTime() < end;
                    n = in.read(piece)) {
                drained += n;
            }
        } catch (IOException _) {
            // who stopped sending waits for no more than the answer
        }
    }

    private void take(int weight) throws NotTaken {
        try {
            if (!free.tryAcquire(weight, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new NotTaken(Rule.NO_ROOM, Map.of());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NotTaken(Rule.NO_ROOM, Map.of());
        }
    }

    /** Takes memory as the bytes come, not as they are announced. */
    private Bytes read(InputStream in, int length) throws NotTaken {
        long end = System.nanoTime() + limits.bodyTime().toNanos();
        byte[] body = new byte[Math.min(length, PIECE)];
        int filled = 0;
        while (filled < length) {
            if (filled == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(length, 2L * filled));
            }
            int n = piece(in, body, filled);
            if (n < 0 || System.nanoTime() > end) {
                throw brokenOff(filled, length);
            }
            filled += n;
        }
        return Bytes.of(body);
    }

    private static int piece(InputStream in, byte[] body, int filled) throws NotTaken {
        try {
            return in.read(body, filled, body.length - filled);
        } catch (IOException _) {
            throw brokenOff(filled, body.length);
        }
    }

    private static NotTaken brokenOff(int filled, int length) {
        return new NotTaken(Rule.BROKEN_OFF, Map.of("came", filled, "length", length));
    }
}
