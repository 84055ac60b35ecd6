package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.vault.pkcs11.TokenEd25519;
import dev.tabellion.tlog.Ed25519Key;
import java.io.IOException;
import java.util.SortedMap;

/** A log's key that nobody takes out of its token: who owns this process can use it meanwhile. */
record KeyInToken(TokenEd25519 token) implements LogKey {
    /** What no log signs: neither a checkpoint nor a decision. */
    private static final Bytes PROBE = Bytes.utf8("tabellion: do these two halves belong together");

    @Override
    public String place() {
        return "'" + token.label() + "' in the token";
    }

    @Override
    public boolean exists() {
        return token.find() != null;
    }

    @Override
    public void make() {
        var _ = token.make();
    }

    /** As the token tells it, held against the private half: the log will be known by it. */
    @Override
    public Ed25519Key half() throws IOException {
        Bytes told = token.find();
        if (told == null) {
            throw new IOException("the key " + place() + " is gone");
        }
        Ed25519Key half = new Ed25519Key(told);
        if (!half.verifies(PROBE, token.sign(PROBE))) {
            throw new IOException("the halves of the key " + place() + " are not of one key");
        }
        return half;
    }

    @Override
    public SortedMap<String, String> attributes() {
        return token.attributes();
    }

    @Override
    public Bytes sign(Bytes text) {
        return token.sign(text);
    }
}
