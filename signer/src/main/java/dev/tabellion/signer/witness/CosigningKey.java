package dev.tabellion.signer.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.file.WholeFile;
import dev.tabellion.tlog.Cosignature;
import dev.tabellion.tlog.Ed25519Key;
import dev.tabellion.tlog.KeyName;
import dev.tabellion.tlog.Note;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.PosixTime;
import dev.tabellion.tlog.SignatureType;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 key of one witness. It signs times and checkpoints and nothing else, so it must be no
 * log's key (C2SP tlog-cosignature); the private half never leaves this process but into its file.
 */
public final class CosigningKey {
    private static final String ALGORITHM = "Ed25519";

    private final VerifierKey key;
    private final PrivateKey secret;

    private CosigningKey(VerifierKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /**
     * The key in this file, made when there is none.
     *
     * @param name what a new key is to be called; that of an old one, if given
     * @throws CosigningKeyUnusable if the file holds another name's key, none at all, or is missing
     *     while nobody says what to call a new one
     */
    public static CosigningKey in(Path file, @Nullable KeyName name)
            throws IOException, CosigningKeyUnusable {
        WholeFile whole = new WholeFile(file);
        Bytes text = whole.read();
        if (text == null) {
            CosigningKey made = generate(name);
            whole.replace(new CosigningKeyText(made.key, made.secret).bytes());
            return made;
        }
        CosigningKeyText kept = CosigningKeyText.parse(file, text);
        if (name != null && !name.equals(kept.key().name())) {
            throw new CosigningKeyUnusable(
                    "The key in %s is %s's and not %s's: a witness keeps its name."
                            .formatted(file, kept.key().name(), name));
        }
        CosigningKey read = new CosigningKey(kept.key(), kept.secret());
        if (!read.isWhole()) {
            throw new CosigningKeyUnusable(
                    "The first line of " + file + " is not the public half of the key below it.");
        }
        return read;
    }

    private static CosigningKey generate(@Nullable KeyName name) throws CosigningKeyUnusable {
        if (name == null) {
            throw new CosigningKeyUnusable(
                    "A new witness needs a name, such as witness.example.com/w1: give --name.");
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Ed25519Key half = Ed25519Key.of(pair.getPublic());
            return new CosigningKey(
                    new VerifierKey(name, SignatureType.COSIGNATURE, half), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no " + ALGORITHM + " keys", e);
        }
    }

    /** By which others know its cosignatures. */
    public VerifierKey key() {
        return key;
    }

    NoteSignature cosign(Bytes text, PosixTime at) {
        Bytes signature = sign(Cosignature.message(at, text));
        return NoteSignature.by(key, new Cosignature(at, signature).value());
    }

    private boolean isWhole() {
        Bytes probe = Bytes.utf8("probe\n");
        Note note = new Note(probe, List.of(cosign(probe, new PosixTime(1))));
        return note.judge(key).isVouched();
    }

    private Bytes sign(Bytes message) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(secret);
            signer.update(message.buffer());
            return Bytes.of(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cosigning with the key " + key.name(), e);
        }
    }
}
