package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.book.Head;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.tlog.Checkpoint;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.Ed25519Key;
import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.GrowthVerdict;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.KeyName;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignatureType;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
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
    private final Clock clock;

    /** For its whole life, whatever is put into the folder meanwhile: it would write over that. */
    private final @Nullable Halt forgetful;

    /** A halt whose mark cannot be put into the folder: it holds for as long as this is open. */
    private volatile @Nullable Halt unmarked;

    private volatile TreeHead last;

    private FolderCheckpointSigner(
            LogFolder folder,
            Origin origin,
            Ed25519Key half,
            TreeHead last,
            @Nullable Halt forgetful,
            Clock clock) {
        this.folder = folder;
        this.origin = origin;
        this.key = verifier(origin, half);
        this.last = last;
        this.forgetful = forgetful;
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
            HeadFile heads = folder.heads();
            Head head = heads.read();
            Halt forgetful = null;
            Ed25519Key half = folder.known().half();
            if (half == null) {
                head = folder.begin(clock.instant());
                half = folder.known().key().half();
            } else if (head == null) {
                forgetful = LogFolder.forgotten(clock.instant(), heads.path());
                if (folder.mark().first() == null) {
                    folder.mark().put(forgetful);
                }
                head = headOf(TreeHead.EMPTY, clock.instant());
            }
            var signer =
                    new FolderCheckpointSigner(
                            folder, origin, half, treeOf(head), forgetful, clock);
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
        Halt marked = folder.mark().first();
        Halt own = unmarked;
        if (marked == null) {
            return forgetful == null ? own : forgetful;
        }
        return marked.isUnreadable() && own != null ? own : marked; // which others are to know
    }

    @Override
    public synchronized void halt(Halt halt) {
        Halt first = unmarked == null ? halt : unmarked;
        unmarked = first; // nothing is signed from here on, whatever the disk says
        try {
            if (folder.mark().put(first) && folder.mark().put(halt)) {
                unmarked = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("halting the log in " + folder.path(), e);
        }
    }

    @Override
    public synchronized void hear(List<Halt> told) {
        try {
            folder.mark().add(told);
        } catch (IOException e) {
            told.forEach(this::halt); // which fails as well, and signs nothing meanwhile
        }
    }

    @Override
    public List<EndedHalt> ends() {
        return folder.decisions().read();
    }

    @Override
    public synchronized void resume(EndedHalt ended) {
        if (!ended.halt().isOfTheLog() || !ended.isBy(key)) {
            return;
        }
        try {
            folder.end(List.of(ended));
            if (ended.halt().equals(unmarked)) {
                unmarked = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("resuming the log in " + folder.path(), e);
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
            folder.heads().write(headOf(head, clock.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "remembering in " + folder.path() + " that a tree of " + head.size() + " grew",
                    e);
        }
        last = head;
    }

    /** A log's key bears the log's name. */
    static VerifierKey verifier(Origin origin, Ed25519Key half) {
        return new VerifierKey(new KeyName(origin.text()), SignatureType.ED25519, half);
    }

    static Head headOf(TreeHead tree, Instant now) {
        return new Head(tree.size().leaves(), new Sha256(tree.root().bytes().hex()), now);
    }

    static TreeHead treeOf(Head head) {
        return new TreeHead(new TreeSize(head.seq()), Hash.of(head.hash().bytes()));
    }

    /** Lets another process have the folder. */
    @Override
    public void close() {
        folder.close();
    }
}
