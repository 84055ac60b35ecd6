package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.tlog.Checkpoint;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.Ed25519Key;
import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.GrowthVerdict;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.KeyName;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs a log's checkpoints with a key that lies in a folder or in a token, and keeps in the folder
 * the size and root that were signed last. The folder is never in the database's backups, or both
 * forget at once; and never open twice, or each would know half of what was signed.
 */
public final class FolderCheckpointSigner implements CheckpointSigner, AutoCloseable {
    private final LogFolder folder;
    private final Origin origin;
    private final VerifierKey key;
    private final Halts halts;
    private final Clock clock;
    private volatile TreeHead last;

    private FolderCheckpointSigner(
            LogFolder folder,
            Origin origin,
            Ed25519Key half,
            Halts halts,
            TreeHead last,
            Clock clock) {
        this.folder = folder;
        this.origin = origin;
        this.key = KnownKey.of(origin, half);
        this.halts = halts;
        this.last = last;
        this.clock = clock;
    }

    /**
     * Makes the key where there never was one. One that finds its key and not what it signed with
     * it is halted until it is opened again: it might have signed anything.
     *
     * @throws LogFolderInUse if another process, or this one, has it open
     * @throws LogKeyLost if there was a key, and it is gone or another one
     * @throws SignerUnavailable if it is in a token that does not answer, and is not known here yet
     * @throws IllegalArgumentException if the origin is no name for a key
     */
    public static FolderCheckpointSigner open(LogFolder folder, Origin origin, Clock clock) {
        new KeyName(origin.text()); // refused before anything is made
        folder.hold();
        try {
            TreeHead last = folder.head().read();
            Halt forgetful = null;
            Ed25519Key half = folder.known().half();
            if (half == null) {
                last = folder.begin(clock.instant());
                half = folder.known().key().half();
            } else if (last == null) {
                forgetful = folder.head().forgotten(clock.instant());
                if (folder.mark().first() == null) {
                    folder.mark().put(forgetful);
                }
                last = TreeHead.EMPTY;
            }
            var halts = new Halts(folder, forgetful);
            var signer = new FolderCheckpointSigner(folder, origin, half, halts, last, clock);
            folder.known().tell(signer.key());
            return signer;
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException("opening the key of the log in " + folder.path(), e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public VerifierKey key() {
        return key;
    }

    @Override
    public TreeHead last() {
        return last;
    }

    @Override
    public @Nullable Halt halted() {
        return halts.first();
    }

    @Override
    public synchronized void halt(Halt halt) {
        halts.add(halt);
    }

    @Override
    public synchronized void hear(List<Halt> told) {
        halts.hear(told);
    }

    @Override
    public List<EndedHalt> ends() {
        return folder.decisions().read();
    }

    @Override
    public synchronized void resume(EndedHalt ended) {
        if (ended.halt().isOfTheLog() && ended.isBy(key)) {
            halts.end(ended);
        }
    }

    @Override
    public synchronized Answer sign(Bytes text, TreeSize old, ConsistencyProof proof) {
        Halt halt = halted();
        if (halt != null) {
            return new Answer.Halted(halt);
        }
        Checkpoint next;
        try {
            next = Checkpoint.parse(text);
        } catch (MalformedLogData e) {
            return new Answer.NotOurs(String.valueOf(e.getMessage()));
        }
        if (!next.equals(new Checkpoint(origin, next.head()))) {
            return new Answer.NotOurs("of another origin, or with extensions");
        }
        GrowthVerdict verdict = GrowthVerdict.of(last, old, next.head(), proof);
        return verdict instanceof GrowthVerdict.Consistent
                ? signed(next)
                : new Answer.NotGrown(verdict);
    }

    private Answer signed(Checkpoint next) {
        remember(next.head());
        // A crash here: remembered and never seen by anyone. Asked again, it signs the same bytes,
        // and growth from there; of nothing else of that size.
        try {
            return new Answer.Signed(
                    NoteSignature.by(key, folder.known().signature(key, next.text())));
        } catch (IOException e) {
            throw new UncheckedIOException("signing with the key of " + folder.path(), e);
        }
    }

    private void remember(TreeHead head) {
        if (head.equals(last)) {
            return;
        }
        try {
            // A crash in here leaves the old head or the new one, and no signature of the new.
            folder.head().write(head, clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "remembering in " + folder.path() + " that a tree of " + head.size() + " grew",
                    e);
        }
        last = head;
    }

    /** Lets another process have the folder. */
    @Override
    public void close() {
        folder.close();
    }
}
