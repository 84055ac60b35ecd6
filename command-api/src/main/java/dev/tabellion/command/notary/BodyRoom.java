package dev.tabellion.command.notary;

import dev.tabellion.notary.NotaryError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies into memory: each up to a limit, counted while it comes in, and all of them together
 * up to another, so that many large ones wait for each other instead of for the end of the heap.
 */
public final class BodyRoom {
    private static final int PIECE = 16 * 1024;
    private static final int PATIENCE_SECONDS = 10;
    private static final int TURN_SECONDS = 60;

    /**
     * So many times its length a body may take once understood: two-letter strings are the worst.
     */
    private static final int GROWTH = 16;

    /** What is read past the limit and thrown away, so that the client gets to read the answer. */
    private static final long DRAINED_AT_MOST = 128L << 20;

    private final int longest;
    private final Semaphore pieces;
    private final int understoodTogether;
    private final Semaphore understood;

    /**
     * @param longest the most bytes of one body
     * @param together the most bytes of all bodies that are being worked on
     */
    public BodyRoom(int longest, long together) {
        this.longest = longest;
        this.understoodTogether = Math.toIntExact(together / PIECE);
        this.pieces = new Semaphore(understoodTogether);
        this.understood = new Semaphore(understoodTogether, true);
    }

    /** What is done with a body while it has its room. */
    @FunctionalInterface
    interface Work {
        void on(ByteBuffer body) throws IOException, BadUpload;
    }

    void read(InputStream in, Work work) throws IOException, BadUpload {
        Room room = new Room();
        try {
            workOn(room.fill(in), work);
        } finally {
            room.giveBack();
        }
    }

    /** Who waits here holds nothing that others wait for, so all get their turn. */
    private void workOn(ByteBuffer body, Work work) throws IOException, BadUpload {
        int weight = Math.min(understoodTogether, GROWTH * (1 + body.remaining() / PIECE));
        take(understood, weight, TURN_SECONDS);
        try {
            work.on(body);
        } finally {
            understood.release(weight);
        }
    }

    private static void take(Semaphore from, int count, int seconds) throws BadUpload {
        try {
            if (!from.tryAcquire(count, seconds, TimeUnit.SECONDS)) {
                throw new BadUpload(Complaint.of(NotaryError.UNAVAILABLE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadUpload(Complaint.of(NotaryError.UNAVAILABLE));
        }
    }

    private void drain(InputStream in) {
        byte[] piece = new byte[PIECE];
        long drained = 0;
        try {
            for (int n = in.read(piece); n >= 0 && drained < DRAINED_AT_MOST; n = in.read(piece)) {
                drained += n;
            }
        } catch (IOException _) {
            // who stopped sending waits for no more than the answer
        }
    }

    /** The room of one body. */
    private final class Room {
        private final Semaphore taken = new Semaphore(0);

        ByteBuffer fill(InputStream in) throws IOException, BadUpload {
            byte[] body = new byte[PIECE];
            int length = 0;
            take(1);
            while (true) {
                int n = read(in, body, length);
                if (n < 0) {
                    return ByteBuffer.wrap(body, 0, length);
                }
                length += n;
                if (length > longest) {
                    giveBack();
                    drain(in);
                    throw new BadUpload(UploadWords.tooLarge(longest));
                }
                if (length == body.length) {
                    take(body.length / PIECE);
                    body = Arrays.copyOf(body, 2 * body.length);
                }
            }
        }

        /** A body that breaks off, never comes or is framed wrongly is the client's doing. */
        private int read(InputStream in, byte[] body, int length) throws BadUpload {
            try {
                return in.read(body, length, body.length - length);
            } catch (IOException _) {
                throw new BadUpload(UploadWords.brokenOff(length));
            }
        }

        private void take(int count) throws BadUpload {
            BodyRoom.take(pieces, count, PATIENCE_SECONDS);
            taken.release(count);
        }

        void giveBack() {
            pieces.release(taken.drainPermits());
        }
    }
}
