package dev.tabellion.signer.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.file.WholeFile;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a witness must not forget: for each log a file with the checkpoint it cosigned last, as it
 * cosigned it. Whoever puts an older file in its place makes the witness cosign a fork; one that
 * cannot be read is never taken for none.
 *
 * @param folder is there, and nobody else's
 */
record WitnessMemory(Path folder, VerifierKey own) {

    /** Null if nothing of this log was ever cosigned. */
    @Nullable SignedCheckpoint of(Origin origin) throws IOException {
        WholeFile file = file(origin);
        Bytes content = file.read();
        return content == null ? null : read(file.path(), content, origin);
    }

    /** Durable when it returns; of one log by one thread at a time. */
    void keep(SignedCheckpoint cosigned) throws IOException {
        file(cosigned.checkpoint().origin()).replace(cosigned.bytes());
    }

    /**
     * Two trees of one size, both signed by the log: what proves to anybody that it forked. Kept
     * once a log, as one is enough.
     */
    void keepProof(SignedCheckpoint known, SignedCheckpoint other) throws IOException {
        String log = name(known.checkpoint().origin());
        Path first = folder.resolve(log + ".fork-known");
        if (Files.notExists(first)) {
            new WholeFile(folder.resolve(log + ".fork-shown")).replace(other.bytes());
            new WholeFile(first).replace(known.bytes());
        }
    }

    private SignedCheckpoint read(Path file, Bytes content, Origin origin) throws IOException {
        try {
            SignedCheckpoint kept = SignedCheckpoint.parse(content);
            if (kept.checkpoint().origin().equals(origin) && kept.judge(own).isVouched()) {
                return kept;
            }
        } catch (MalformedLogData e) {
            throw new IOException(file + " is damaged: " + e.problem(), e);
        }
        throw new IOException(file + " is not what this witness cosigned of " + origin);
    }

    private WholeFile file(Origin origin) {
        return new WholeFile(folder.resolve(name(origin)));
    }

    private static String name(Origin origin) {
        return Bytes.utf8(origin.text()).sha256().hex();
    }
}
