package dev.tabellion.signer.checkpoint;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.book.Head;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.signer.vault.pkcs11.TokenEd25519;
import dev.tabellion.tlog.Ed25519Key;
import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.Resumption;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.SignedResumption;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a log's domain keeps to itself: its key unless that is in a token, the head it
 * signed last, the mark that halts it and what was decided about that. Never in the database's
 * backups.
 */
public final class LogFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String KEY = "key.pem";
    private static final String HEAD = "head";
    private static final String VKEY = "vkey";
    private static final String RESUMPTIONS = "resumptions";

    private final Path path;
    private final KnownKey known;
    private volatile @Nullable FileChannel lock;

    /**
     * With its key in it, as a file.
     *
     * @param path of a directory that exists
     */
    public LogFolder(Path path) {
        this(path, new KeyFile(path.resolve(KEY)));
    }

    private LogFolder(Path path, LogKey key) {
        this.path = path;
        this.known = new KnownKey(key, path.resolve(VKEY));
    }

    /** With everything in it but the key. */
    public static LogFolder withKeyIn(TokenEd25519 token, Path path) {
        return new LogFolder(path, new KeyInToken(token));
    }

    public Path path() {
        return path;
    }

    public HaltMark mark() {
        return new HaltMark(path.resolve(HaltMark.NAME));
    }

    KnownKey known() {
        return known;
    }

    HeadFile heads() {
        return new HeadFile(path.resolve(HEAD));
    }

    /**
     * Makes the key where there never was one, so that its public half is known before anything is
     * signed; the first start would, too.
     *
     * @return false if there is one already
     * @throws LogFolderInUse if a node has the folder
     * @throws LogKeyLost if there was one, and it is gone
     * @throws SignerUnavailable if it is to be in a token that does not answer
     */
    public boolean make(Instant now) {
        hold();
        try {
            if (known.key().exists()) {
                return false;
            }
            var _ = begin(now);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("making the key of the log in " + path, e);
        } finally {
            close();
        }
    }

    Head begin(Instant now) throws IOException {
        Head before = heads().read();
        if (known.isTold() || (before != null && before.seq() > 0)) {
            throw new LogKeyLost(known.key().place(), "is gone");
        }
        Head empty = FolderCheckpointSigner.headOf(TreeHead.EMPTY, now);
        heads().write(empty);
        // A crash after this leaves a head without a key, which is a beginning as well.
        known.key().make();
        return empty;
    }

    /**
     * What there is to know of the key; null if there is none.
     *
     * @throws SignerUnavailable if it is in a token that does not answer
     */
    public @Nullable LogKeyReport report() {
        try {
            return known.report();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the key of the log in " + path, e);
        }
    }

    /** What the key signed last, as it stands on disk; null if nothing does. */
    public @Nullable TreeHead signed() {
        try {
            Head head = heads().read();
            return head == null ? null : FolderCheckpointSigner.treeOf(head);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + heads().path(), e);
        }
    }

    static Halt forgotten(Instant now, Path heads) {
        return new Halt(
                now,
                Halt.FORGETFUL,
                heads
                        + " was gone: what was signed last is not known. Stop the node, put the"
                        + " newest copy of that file back, or have 'tabellion log resume' read it"
                        + " from the newest checkpoint that anybody has");
    }

    /** Where the key is, or belongs. */
    public String keyPlace() {
        return known.key().place();
    }

    /** Whether a decision made here can be signed. */
    public boolean hasKey() {
        return known.key().exists();
    }

    /** Whether there is a key here, and nothing that says what it signed. */
    public boolean hasForgotten() {
        return known.key().exists() && !Files.exists(heads().path());
    }

    /**
     * Tells a key that has forgotten what it signed last. Nobody can check that it was the last: of
     * a later one there would be two trees.
     *
     * @return false if this key did not sign it
     */
    public boolean recall(SignedCheckpoint newest, Instant now) {
        hold();
        try {
            Ed25519Key half = known.half();
            if (half == null || !isVouched(newest, half)) {
                return false;
            }
            heads().write(FolderCheckpointSigner.headOf(newest.head(), now));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("recalling in " + path + " what was signed last", e);
        } finally {
            close();
        }
    }

    private static boolean isVouched(SignedCheckpoint newest, Ed25519Key half) {
        Origin origin = newest.checkpoint().origin();
        return newest.judge(FolderCheckpointSigner.verifier(origin, half)).isVouched();
    }

    /** Every resumption that was decided here, or heard of. */
    public Resumptions decisions() {
        return new Resumptions(path.resolve(RESUMPTIONS));
    }

    /**
     * Takes these halts out of the mark and writes down for each who decided so, and why, signed:
     * the node here has all others hear of it. One that came meanwhile stays.
     *
     * @throws LogFolderInUse if one halts a key that forgot what it signed, and that key is at
     *     work: it does not learn while it is
     */
    public void resume(List<Halt> halts, Instant now, String by, String reason) {
        if (halts.stream().noneMatch(Halt::isForgetful)) {
            decide(halts, now, by, reason);
            return;
        }
        hold();
        try {
            decide(halts, now, by, reason);
        } finally {
            close();
        }
    }

    private void decide(List<Halt> halts, Instant now, String by, String reason) {
        try {
            List<EndedHalt> ended = new ArrayList<>();
            for (Halt halt : halts) {
                var decision = new Resumption(halt.id(), now, by, reason);
                ended.add(new EndedHalt(halt, signed(decision)));
            }
            end(ended);
        } catch (IOException e) {
            throw new IllegalStateException("resuming the log in " + path, e);
        }
    }

    private SignedResumption signed(Resumption decision) throws IOException {
        VerifierKey log = known.verifier();
        return new SignedResumption(decision, known.signature(log, decision.text(log.name())));
    }

    void end(List<EndedHalt> ended) throws IOException {
        for (EndedHalt each : ended) {
            decisions().add(each);
        }
        // A crash before this leaves a decision that takes effect with the node's next look.
        mark().end(ended.stream().map(EndedHalt::halt).toList());
    }

    /** For this process alone, until it is closed. */
    synchronized void hold() {
        if (lock != null) {
            throw new LogFolderInUse(path);
        }
        try {
            FileChannel channel =
                    FileChannel.open(
                            path.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new LogFolderInUse(path);
            }
            lock = channel;
        } catch (IOException e) {
            throw new UncheckedIOException("locking " + path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process, which is as much a mistake
        }
    }

    @Override
    public synchronized void close() {
        FileChannel held = lock;
        lock = null;
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException("unlocking " + path, e);
        }
    }
}
