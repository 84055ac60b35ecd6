package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;

/**
 * The bytes of a document that an entry names are not there: somebody took them, or a disk did.
 * Never that the store does not answer.
 */
public final class DocumentGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String digest;

    public DocumentGone(Sha256 digest) {
        super("an entry of the log names the document " + digest + ", which is not stored");
        this.digest = digest.hex();
    }

    public Sha256 digest() {
        return new Sha256(digest);
    }
}
