package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a witness states of a checkpoint: that at this time it was the largest it knew, and
 * consistent with all before (C2SP tlog-cosignature, Ed25519). Does not bind the witness's name:
 * one key, one witness.
 *
 * @param signature over {@link #message}
 */
public record Cosignature(PosixTime time, Bytes signature) {
    private static final int TIME = Long.BYTES;
    private static final int SIGNATURE = 64;

    public Cosignature {
        if (signature.length() != SIGNATURE || time.seconds() == 0) {
            throw new IllegalArgumentException(
                    "a cosignature has a time and " + SIGNATURE + " bytes");
        }
    }

    /** Null if the bytes are none, or leave out the time, as only larger keys' may. */
    static @Nullable Cosignature parse(Bytes value) {
        if (value.length() != TIME + SIGNATURE) {
            return null;
        }
        long seconds = value.buffer().getLong();
        return seconds <= 0
                ? null
                : new Cosignature(new PosixTime(seconds), value.slice(TIME, value.length()));
    }

    /**
     * The bytes that a witness signs.
     *
     * @param text the whole text of the checkpoint, its last newline included
     */
    public static Bytes message(PosixTime time, Bytes text) {
        return new BytesBuilder()
                .append("cosignature/v1\ntime " + time.seconds() + "\n")
                .append(text)
                .build();
    }

    /** What stands in the note's signature after the key's hash. */
    public Bytes value() {
        byte[] seconds = ByteBuffer.allocate(TIME).putLong(time.seconds()).array();
        return new BytesBuilder().append(Bytes.of(seconds)).append(signature).build();
    }
}
