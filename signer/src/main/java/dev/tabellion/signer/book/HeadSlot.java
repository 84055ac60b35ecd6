package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the places in the head file: {@code
 * {"check":<hex>,"hash":<hex>,"seq":<number>,"time":<instant>,"write":<number>}}, blanks, and a
 * line's end. The check is the SHA-256 of the same object without it, so that of two writes mixed
 * by a crash neither is believed.
 *
 * @param write counts the file's writes from 1: the newest counts, whatever its seq
 */
record HeadSlot(long write, Head head) {
    /**
     * What file systems and disks write at once: the block of one slot is never touched on behalf
     * of the other, and never has to be read to be written.
     */
    static final int LENGTH = 4_096;

    Bytes bytes() {
        String line = said().text("check", said().bytes().sha256().hex()).toString();
        return Bytes.utf8(line + " ".repeat(LENGTH - line.length() - 1) + "\n");
    }

    /** Null unless it is, byte for byte, what {@link #bytes} gives. */
    static @Nullable HeadSlot read(Bytes content) {
        try {
            PlainJsonReader json = PlainJsonReader.of(content);
            HeadSlot slot =
                    new HeadSlot(
                            json.number("write"),
                            new Head(
                                    json.number("seq"),
                                    new Sha256(json.text("hash")),
                                    Instant.parse(json.text("time"))));
            return slot.bytes().equals(content) ? slot : null;
        } catch (RuntimeException e) {
            return null; // torn, never written, or nothing of ours
        }
    }

    private PlainJson said() {
        return new PlainJson()
                .number("write", write)
                .number("seq", head.seq())
                .text("hash", head.hash().hex())
                .text("time", head.time().toString());
    }
}
