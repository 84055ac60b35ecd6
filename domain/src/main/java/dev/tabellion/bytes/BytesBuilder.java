package dev.tabellion.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows bytes piece by piece. Never used again after {@link #build()}; not for several threads. */
public final class BytesBuilder {
    private static final int FIRST = 256;

    private byte[] content = new byte[FIRST];
    private int length;

    public BytesBuilder append(int oneByte) {
        makeRoomFor(1);
        content[length++] = (byte) oneByte;
        return this;
    }

    public BytesBuilder append(Bytes bytes) {
        return append(bytes.unshared());
    }

    /** Appends the UTF-8 of {@code text}. */
    public BytesBuilder append(String text) {
        return append(text.getBytes(StandardCharsets.UTF_8));
    }

    public Bytes build() {
        return Bytes.owning(Arrays.copyOf(content, length));
    }

    private BytesBuilder append(byte[] bytes) {
        makeRoomFor(bytes.length);
        System.arraycopy(bytes, 0, content, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private void makeRoomFor(int more) {
        int needed = Math.addExact(length, more);
        if (needed > content.length) {
            content =
                    Arrays.copyOf(content, Math.max(needed, Math.multiplyExact(content.length, 2)));
        }
    }
}
