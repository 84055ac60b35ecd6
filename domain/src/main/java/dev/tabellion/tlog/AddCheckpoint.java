package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;

/**
 * What a log asks of a witness: to cosign a checkpoint, proven from the one that the witness is
 * believed to know (C2SP tlog-witness, "add-checkpoint"). Read, not yet judged.
 */
public record AddCheckpoint(TreeSize old, ConsistencyProof proof, SignedCheckpoint checkpoint) {
    public static final int MOST_HASHES = 63;

    /** The note, and a line for each hash. */
    public static final int LONGEST = Note.LONGEST + 4096;

    public AddCheckpoint {
        if (proof.path().size() > MOST_HASHES) {
            throw new IllegalArgumentException(
                    "a proof of " + proof.path().size() + " hashes is longer than any");
        }
    }

    public static AddCheckpoint parse(Bytes body) throws MalformedLogData {
        var lines = new TextLines(StrictText.utf8(body, LONGEST, "\n"));
        long old = StrictText.number(lines.after("old"), "the old size");
        var proof = new ConsistencyProof(lines.hashes(MOST_HASHES));
        return new AddCheckpoint(
                new TreeSize(old), proof, SignedCheckpoint.parse(Bytes.utf8(lines.rest())));
    }

    /**
     * The size that a witness knows, from the body of its 409.
     *
     * @throws MalformedLogData unless it is one number and a newline
     */
    public static TreeSize parseConflict(Bytes body) throws MalformedLogData {
        var lines = new TextLines(StrictText.utf8(body, Long.SIZE, "\n"));
        long size = StrictText.number(lines.next("the size"), "the size");
        if (!lines.isAtEnd()) {
            throw new MalformedLogData("more than a size");
        }
        return new TreeSize(size);
    }

    public Bytes bytes() {
        var body = new BytesBuilder().append("old " + old + "\n");
        proof.path().forEach(hash -> body.append(hash.base64() + "\n"));
        return body.append('\n').append(checkpoint.bytes()).build();
    }
}
