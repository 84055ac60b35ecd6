package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;

/** A piece of evidence, by the name under which it can be looked up. */
public sealed interface Exhibit {
    /** An event, by the index of its leaf. */
    record Leaf(long index) implements Exhibit {}

    /** A metadata file. */
    record File(Sha256 digest) implements Exhibit {}

    /** The bytes that signatures cover. */
    record Payload(Sha256 digest) implements Exhibit {}

    /** An entry of the signer's journal. */
    record JournalEntry(long number) implements Exhibit {}

    record Key(KeyId id) implements Exhibit {}

    /** A checkpoint of the log, by its size. */
    record Checkpoint(long size) implements Exhibit {}

    /** Its permanent form, such as {@code leaf:17}. */
    default String text() {
        return switch (this) {
            case Leaf(long index) -> "leaf:" + index;
            case File(Sha256 digest) -> "file:" + digest;
            case Payload(Sha256 digest) -> "payload:" + digest;
            case JournalEntry(long number) -> "journal:" + number;
            case Key(KeyId id) -> "key:" + id;
            case Checkpoint(long size) -> "checkpoint:" + size;
        };
    }

    /**
     * @throws IllegalArgumentException unless it is the form of one
     */
    static Exhibit of(String text) {
        int colon = text.indexOf(':');
        String value = text.substring(colon + 1);
        return switch (text.substring(0, Math.max(colon, 0))) {
            case "leaf" -> new Leaf(Long.parseLong(value));
            case "file" -> new File(new Sha256(value));
            case "payload" -> new Payload(new Sha256(value));
            case "journal" -> new JournalEntry(Long.parseLong(value));
            case "key" -> new Key(new KeyId(value));
            case "checkpoint" -> new Checkpoint(Long.parseLong(value));
            default -> throw new IllegalArgumentException("no exhibit has the form " + text);
        };
    }
}
