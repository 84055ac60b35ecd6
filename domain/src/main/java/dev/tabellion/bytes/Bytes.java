package dev.tabellion.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Immutable bytes, equal by content. Never shares the array it was made from. */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0]);

    /** Perhaps more than are meant. */
    private final byte[] array;

    private final int from;
    private final int length;

    /** Computed when first asked for: digests name documents, and many look them up. */
    private volatile @Nullable Sha256 sha256;

    private Bytes(byte[] content) {
        this(content, 0, content.length);
    }

    private Bytes(byte[] array, int from, int length) {
        this.array = array;
        this.from = from;
        this.length = length;
    }

    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws IllegalArgumentException if {@code hex} is not an even number of hex digits
     */
    public static Bytes hex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    /**
     * @throws IllegalArgumentException unless {@code base64} is the one spelling of its bytes:
     *     standard alphabet, padded, no stray bits
     */
    public static Bytes base64(String base64) {
        byte[] content = Base64.getDecoder().decode(base64);
        if (!isCanonical(base64, content.length)) {
            throw new IllegalArgumentException("not the canonical base64 of its bytes");
        }
        return new Bytes(content);
    }

    /** Whether it is padded, and the bits that its last digit has too many are zeros. */
    private static boolean isCanonical(String base64, int bytes) {
        int length = base64.length();
        return length == (bytes + 2) / 3 * 4
                && switch (bytes % 3) {
                    case 1 -> "AQgw".indexOf(base64.charAt(length - 3)) >= 0;
                    case 2 -> "AEIMQUYcgkosw048".indexOf(base64.charAt(length - 2)) >= 0;
                    default -> true;
                };
    }

    /** All that is left of a stream, as an array that nobody else has. Leaves it open. */
    public static Bytes readFrom(InputStream stream) throws IOException {
        return new Bytes(stream.readAllBytes());
    }

    /** Takes over {@code content}, which its giver no longer writes to. */
    static Bytes owning(byte[] content) {
        return new Bytes(content);
    }

    public int length() {
        return length;
    }

    public byte at(int index) {
        return array[from + Objects.checkIndex(index, length)];
    }

    /** A fresh copy. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, from, from + length);
    }

    public InputStream stream() {
        return new ByteArrayInputStream(array, from, length);
    }

    /** Copies all of them into {@code target}, the first to {@code at}. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, from, target, at, length);
    }

    /** Updates {@code digest} with all of them, without a copy. */
    public void feed(MessageDigest digest) {
        digest.update(array, from, length);
    }

    /** A read-only view, to hash, verify or send without copying. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, from, length).slice().asReadOnlyBuffer();
    }

    /** A copy of some, without the others. */
    public Bytes slice(int first, int end) {
        Objects.checkFromToIndex(first, end, length);
        return new Bytes(Arrays.copyOfRange(array, from + first, from + end));
    }

    /** Some, without a copy: as long as they are held, all are. */
    public Bytes view(int first, int end) {
        Objects.checkFromToIndex(first, end, length);
        return new Bytes(array, from + first, end - first);
    }

    public String utf8() {
        return new String(array, from, length, StandardCharsets.UTF_8);
    }

    public String hex() {
        return HexFormat.of().formatHex(array, from, from + length);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(alone());
    }

    public Sha256 sha256() {
        Sha256 known = sha256;
        if (known == null) {
            known = Sha256.of(this);
            sha256 = known;
        }
        return known;
    }

    /** As an array of no more than these, which nobody writes to. */
    private byte[] alone() {
        return isWhole() ? array : toArray();
    }

    /** Whether these stand here, from {@code at} on; not if they would go beyond the end. */
    boolean has(int at, byte[] bytes, int first, int end) {
        int room = length - Objects.checkIndex(at, length + 1);
        int begin = from + at;
        int count = end - first;
        return count <= room && Arrays.equals(array, begin, begin + count, bytes, first, end);
    }

    private boolean isWhole() {
        return length == array.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(
                        array, from, from + length, that.array, that.from, that.from + that.length);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(alone());
    }

    /** The length only: bytes may be secret or long. */
    @Override
    public String toString() {
        return "Bytes[" + length + "]";
    }
}
