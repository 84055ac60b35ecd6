package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;

/**
 * Binds an event to who asked for it without telling: the digest is in the leaf, salt and clear
 * text are in a row that can be deleted.
 *
 * @param salt 32 random bytes
 * @param clearText canonical JSON of the publisher
 */
public record ActorCommitment(Bytes salt, Bytes clearText) {
    public static ActorCommitment to(Publisher publisher, Bytes salt) {
        throw new UnsupportedOperationException("" + publisher + salt);
    }

    public Publisher publisher() {
        throw new UnsupportedOperationException();
    }

    /** SHA-256 over {@code tabellion/actor/v1}, a zero byte, the salt and the clear text. */
    public Sha256 digest() {
        throw new UnsupportedOperationException();
    }
}
