package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.List;

/**
 * A checkpoint and the note that carries it, which cannot drift apart. Signed by whom is still to
 * be asked.
 */
public record SignedCheckpoint(Checkpoint checkpoint, Note note) {
    public SignedCheckpoint {
        if (!checkpoint.text().equals(note.text())) {
            throw new IllegalArgumentException("the note is of another checkpoint");
        }
    }

    public static SignedCheckpoint parse(Bytes bytes) throws MalformedLogData {
        Note note = Note.parse(bytes);
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    public static SignedCheckpoint of(Checkpoint checkpoint, NoteSignature signature) {
        return new SignedCheckpoint(checkpoint, new Note(checkpoint.text(), List.of(signature)));
    }

    public SignedCheckpoint with(List<NoteSignature> more) {
        return new SignedCheckpoint(checkpoint, note.with(more));
    }

    public Vouching judge(VerifierKey key) {
        return note.judge(key);
    }

    public TreeHead head() {
        return checkpoint.head();
    }

    /** As it is served and stored. */
    public Bytes bytes() {
        return note.bytes();
    }
}
