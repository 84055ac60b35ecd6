package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import java.io.ByteArrayOutputStream;

/**
 * Binds an event to who asked for it without telling: the digest is in the leaf, salt and clear
 * text are in a row that can be deleted.
 *
 * @param salt 32 random bytes
 * @param clearText canonical JSON of the publisher
 */
public record ActorCommitment(Bytes salt, Bytes clearText) {
    private static final int SALT_LENGTH = 32;
    private static final Bytes DOMAIN = Bytes.utf8("tabellion/actor/v1\0");

    public ActorCommitment {
        if (salt.length() != SALT_LENGTH) {
            throw new IllegalArgumentException(
                    "a salt has " + SALT_LENGTH + " bytes, not " + salt.length());
        }
    }

    public static ActorCommitment to(Publisher publisher, Bytes salt) {
        return new ActorCommitment(salt, json(publisher));
    }

    /**
     * @throws IllegalStateException if the clear text is not a publisher in canonical form
     */
    public Publisher publisher() {
        PlainJsonReader json = PlainJsonReader.of(clearText);
        Publisher publisher =
                new Publisher(json.text("subject"), json.text("method"), json.text("address"));
        if (!json(publisher).equals(clearText)) {
            throw new IllegalStateException("a stored publisher is not in its canonical form");
        }
        return publisher;
    }

    /** SHA-256 over {@code tabellion/actor/v1}, a zero byte, the salt and the clear text. */
    public Sha256 digest() {
        ByteArrayOutputStream committed = new ByteArrayOutputStream();
        committed.writeBytes(DOMAIN.toArray());
        committed.writeBytes(salt.toArray());
        committed.writeBytes(clearText.toArray());
        return Sha256.of(Bytes.of(committed.toByteArray()));
    }

    private static Bytes json(Publisher publisher) {
        return new PlainJson()
                .text("subject", publisher.subject())
                .text("method", publisher.method())
                .text("address", publisher.address())
                .bytes();
    }
}
