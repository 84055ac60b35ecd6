package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.tlog.Ed25519Key;
import java.io.IOException;
import java.util.SortedMap;

/**
 * Where a log's Ed25519 key lies: in a file, or in a token that it never leaves. One that is in a
 * token may not answer for a while; all that is asked of it throws {@link SignerUnavailable} then.
 */
interface LogKey {
    /** In words, for whoever has to look there. */
    String place();

    boolean exists();

    /** Durable when it returns. Only where there is {@linkplain #exists none}. */
    void make() throws IOException;

    /**
     * The public half.
     *
     * @throws IOException if it cannot be read, or is not what {@link #make} leaves
     */
    Ed25519Key half() throws IOException;

    /** What the token says of it; nothing is said of a file. */
    SortedMap<String, String> attributes();

    /** The signature as it was made: to be held against the public half before it leaves. */
    Bytes sign(Bytes text) throws IOException;
}
