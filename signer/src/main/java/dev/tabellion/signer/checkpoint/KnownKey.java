package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.file.WholeFile;
import dev.tabellion.tlog.Ed25519Key;
import dev.tabellion.tlog.KeyName;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignatureType;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A log's key, wherever it lies, and the file that tells everybody by which one the log is known.
 * Gives nothing away that this one does not verify.
 */
record KnownKey(LogKey key, Path vkey) {
    /** A log's key bears the log's name. */
    static VerifierKey of(Origin origin, Ed25519Key half) {
        return new VerifierKey(new KeyName(origin.text()), SignatureType.ED25519, half);
    }

    /** Whether a key was at work here, whatever is left of it. */
    boolean isTold() throws IOException {
        return !told().isEmpty();
    }

    /**
     * For whoever is to be given the key that the log is to be held to.
     *
     * @throws LogKeyLost if another one was told of before
     */
    void tell(VerifierKey log) throws IOException {
        String known = told();
        if (known.isEmpty()) {
            new WholeFile(vkey).replace(Bytes.utf8(log.vkey() + "\n"));
            Files.setPosixFilePermissions(vkey, PosixFilePermissions.fromString("rw-r--r--"));
        } else if (!known.equals(log.vkey())) {
            throw new LogKeyLost(key.place(), "is not the one that " + vkey + " tells of");
        }
    }

    /**
     * The public half, null if there is no key. Of one in a token that does not answer now what was
     * told when it did: that token may have lost it, and signs nothing then.
     *
     * @throws SignerUnavailable if it does not answer and never did
     */
    @Nullable Ed25519Key half() throws IOException {
        try {
            return key.exists() ? key.half() : null;
        } catch (SignerUnavailable e) {
            if (!isTold()) {
                throw e;
            }
            return verifier().key();
        }
    }

    /** Whether it signed that; no if there is no key. */
    boolean vouchesFor(SignedCheckpoint signed) throws IOException {
        Ed25519Key half = half();
        return half != null && signed.judge(of(signed.checkpoint().origin(), half)).isVouched();
    }

    /**
     * As it was told.
     *
     * @throws IOException if none was
     */
    VerifierKey verifier() throws IOException {
        try {
            return VerifierKey.parse(told());
        } catch (MalformedLogData e) {
            throw new IOException(vkey + " tells of no key: " + e.getMessage(), e);
        }
    }

    /** Null if there is no key. */
    @Nullable LogKeyReport report() throws IOException {
        return key.exists()
                ? new LogKeyReport(key.place(), key.half(), told(), key.attributes())
                : null;
    }

    /**
     * Checked before anybody has it: what a key signs wrongly is not published.
     *
     * @throws UnsoundSignature if the log's key does not verify what was made
     * @throws SignerUnavailable if the token that has the key does not answer
     */
    Bytes signature(VerifierKey log, Bytes text) throws IOException {
        Bytes made = key.sign(text);
        if (!log.key().verifies(text, made)) {
            throw new UnsoundSignature(key.place());
        }
        return made;
    }

    /** Empty if none was told yet. */
    private String told() throws IOException {
        Bytes known = new WholeFile(vkey).read();
        return known == null ? "" : known.utf8().strip();
    }
}
