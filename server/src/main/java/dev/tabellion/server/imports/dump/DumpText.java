package dev.tabellion.server.imports.dump;

import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a dump, one after the other, and again those at a place. Bytes, since strings of a
 * mysqldump need not be text. Holds a small part of them at a time.
 */
final class DumpText implements AutoCloseable {
    private static final int HELD = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer held = ByteBuffer.allocate(HELD).limit(0);
    private long heldFrom;
    private long line = 1;

    private DumpText(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    static DumpText open(Path file) {
        try {
            return new DumpText(file, FileChannel.open(file, StandardOpenOption.READ));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    Path file() {
        return file;
    }

    /** Of the byte that comes next, from 1. */
    long line() {
        return line;
    }

    /** Of the byte that comes next, from 0. */
    long position() {
        return heldFrom + held.position();
    }

    /** The byte that comes next; -1 at the end. */
    int peek() {
        return held.hasRemaining() || hold(1) ? held.get(held.position()) & 0xff : -1;
    }

    /** Takes it. */
    int next() {
        int next = peek();
        if (next >= 0) {
            held.position(held.position() + 1);
            line += next == '\n' ? 1 : 0;
        }
        return next;
    }

    /** Whether these bytes come next; takes none. */
    boolean isNext(String ascii) {
        byte[] wanted = ascii.getBytes(StandardCharsets.ISO_8859_1);
        if (held.remaining() < wanted.length && !hold(wanted.length)) {
            return false;
        }
        return held.slice(held.position(), wanted.length).equals(ByteBuffer.wrap(wanted));
    }

    private boolean hold(int atLeast) {
        heldFrom += held.position();
        held.compact();
        try {
            while (held.position() < atLeast
                    && channel.read(held, heldFrom + held.position()) > 0) {
                // as much as there is room for, at best
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        held.flip();
        return held.remaining() >= atLeast;
    }

    /** Those at a place, whatever comes next. */
    Bytes at(long position, int length) {
        ByteBuffer there = ByteBuffer.allocate(length);
        try {
            while (there.hasRemaining() && channel.read(there, position + there.position()) > 0) {
                // a read may bring less than is asked for
            }
            if (there.hasRemaining() || channel.size() != size) {
                throw new DumpUnreadable(file, "was changed while it was read.", null);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return Bytes.of(there.array());
    }

    private static DumpUnreadable unreadable(Path file, IOException e) {
        return new DumpUnreadable(file, "cannot be read: " + e, e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
