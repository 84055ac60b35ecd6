package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The 512 bytes before each member, in the one spelling that POSIX ustar allows us: a plain file,
 * read by all, of nobody, from 1970. Whatever differs in a byte is none of ours: no link, no
 * folder, no device and no extension can be said.
 */
record TarHeader(String name, long length) {
    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int MODE_AT = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 11;
    private static final int SUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int DEVICES_AT = 329;
    private static final int LARGEST_DIGIT = '7';

    TarHeader {
        if (name.isEmpty() || name.length() > NAME || length < 0 || length >= 1L << 33) {
            throw new IllegalArgumentException("no header takes " + name + " of " + length);
        }
    }

    /** How many bytes a member takes with its header. */
    static long room(long length) {
        return BLOCK + padded(length);
    }

    static long padded(long length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    Bytes bytes() {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, MODE_AT, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, SIZE_AT, "%011o\0".formatted(length) + "00000000000\0");
        put(header, SUM_AT, "        ");
        put(header, TYPE_AT, "0");
        put(header, MAGIC_AT, "ustar\0" + "00");
        put(header, DEVICES_AT, "0000000\0" + "0000000\0");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, SUM_AT, "%06o\0 ".formatted(sum));
        return Bytes.of(header);
    }

    /** Null unless these are the bytes of one, in this spelling. */
    static @Nullable TarHeader read(Bytes block) {
        byte[] header = block.toArray();
        int end = 0;
        while (end < NAME && header[end] != 0) {
            end++;
        }
        long length = 0;
        for (int at = SIZE_AT; at < SIZE_AT + SIZE; at++) {
            if (header[at] < '0' || header[at] > LARGEST_DIGIT) {
                return null;
            }
            length = length * 8 + header[at] - '0';
        }
        if (end == 0) {
            return null;
        }
        TarHeader read =
                new TarHeader(new String(header, 0, end, StandardCharsets.US_ASCII), length);
        return Arrays.equals(read.bytes().toArray(), header) ? read : null;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, at, ascii.length);
    }
}
