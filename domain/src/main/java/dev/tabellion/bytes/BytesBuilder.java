package dev.tabellion.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Grows bytes piece by piece. Never used again after {@link #build()}; not for several threads. */
public final class BytesBuilder {
    private static final int FIRST = 256;

    private byte[] content;
    private int length;

    public BytesBuilder() {
        this(FIRST);
    }

    /** With room for so many; if it is just those, nothing is copied in the end. */
    public BytesBuilder(int expected) {
        content = new byte[expected];
    }

    public int length() {
        return length;
    }

    public BytesBuilder append(int oneByte) {
        makeRoomFor(1);
        content[length++] = (byte) oneByte;
        return this;
    }

    public BytesBuilder append(Bytes bytes) {
        makeRoomFor(bytes.length());
        bytes.copyTo(content, length);
        length += bytes.length();
        return this;
    }

    /** Appends a part of what the other one has by now. */
    public BytesBuilder append(BytesBuilder other, int from, int to) {
        return append(other.content, from, to);
    }

    /** Appends the UTF-8 of {@code text}. */
    public BytesBuilder append(String text) {
        return append(text.getBytes(StandardCharsets.UTF_8));
    }

    public BytesBuilder append(byte[] bytes) {
        return append(bytes, 0, bytes.length);
    }

    /**
     * Whether a part of what it has by now stands in {@code other}, from {@code at} on.
     *
     * @throws IndexOutOfBoundsException if it has less, or {@code at} is beyond the other's end
     */
    public boolean isAt(int from, int to, Bytes other, int at) {
        Objects.checkFromToIndex(from, to, length);
        return other.has(at, content, from, to);
    }

    /**
     * Forgets what came after the first so many bytes.
     *
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public void cutTo(int first) {
        length = Objects.checkIndex(first, length + 1);
    }

    public Bytes build() {
        // whatever is appended to a full array goes to another one
        return Bytes.owning(length == content.length ? content : Arrays.copyOf(content, length));
    }

    private BytesBuilder append(byte[] bytes, int from, int to) {
        int more = to - from;
        makeRoomFor(more);
        System.arraycopy(bytes, from, content, length, more);
        length += more;
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
