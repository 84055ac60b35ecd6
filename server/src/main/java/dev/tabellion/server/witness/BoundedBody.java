package dev.tabellion.server.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.AddCheckpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what a log sends: so much and no more, within so much time and no longer. */
final class BoundedBody {
    /**
     * A checkpoint with sixteen signatures of the largest kind and a proof; {@link AddCheckpoint}
     * would read on.
     */
    private static final int LONGEST = 64 * 1024;

    private static final long TIME = Duration.ofSeconds(10).toNanos();
    private static final int PIECE = 8 * 1024;

    private BoundedBody() {}

    /** Null if it was refused, which has then been said. */
    static @Nullable Bytes read(HttpServletRequest asked, WitnessReply answer) throws IOException {
        if (asked.getContentLengthLong() > LONGEST) {
            answer.tooLarge();
            return null;
        }
        var body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        InputStream in = asked.getInputStream();
        long end = System.nanoTime() + TIME;
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            body.write(piece, 0, n);
            if (body.size() > LONGEST) {
                answer.tooLarge();
                return null;
            }
            if (System.nanoTime() - end > 0) {
                answer.tooSlow();
                return null;
            }
        }
        return Bytes.of(body.toByteArray());
    }
}
