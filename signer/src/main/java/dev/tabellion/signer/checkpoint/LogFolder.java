package dev.tabellion.signer.checkpoint;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.vault.pkcs11.TokenEd25519;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a log's domain keeps to itself: its key unless that is in a token, the head it
 * signed last, the mark that halts it and what was decided about that. Never in the database's
 * backups.
 */
public final class LogFolder implements AutoCloseable {
    private static final String KEY = "key.pem";
    private static final String HEAD = "head";
    private static final String VKEY = "vkey";
    private static final String RESUMPTIONS = "resumptions";

    private final Path path;
    private final KnownKey known;
    private final FolderLock lock;

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
        this.lock = new FolderLock(path);
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

    /** Every resumption that was decided here, or heard of. */
    public Resumptions decisions() {
        return new Resumptions(path.resolve(RESUMPTIONS));
    }

    KnownKey known() {
        return known;
    }

    SignedHead head() {
        return SignedHead.in(path.resolve(HEAD));
    }

    HaltEnding ending() {
        return new HaltEnding(known, mark(), decisions());
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
        try (var _ = lock.hold()) {
            if (known.key().exists()) {
                return false;
            }
            var _ = begin(now);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("making the key of the log in " + path, e);
        }
    }

    TreeHead begin(Instant now) throws IOException {
        TreeHead before = head().read();
        if (known.isTold() || (before != null && !before.size().isZero())) {
            throw new LogKeyLost(known.key().place(), "is gone");
        }
        head().write(TreeHead.EMPTY, now);
        // A crash after this leaves a head without a key, which is a beginning as well.
        known.key().make();
        return TreeHead.EMPTY;
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
            return head().read();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + head().path(), e);
        }
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
        return known.key().exists() && !head().exists();
    }

    /**
     * Tells a key that has forgotten what it signed last. Nobody can check that it was the last: of
     * a later one there would be two trees.
     *
     * @return false if this key did not sign it
     */
    public boolean recall(SignedCheckpoint newest, Instant now) {
        try (var _ = lock.hold()) {
            boolean isOurs = known.vouchesFor(newest);
            if (isOurs) {
                head().write(newest.head(), now);
            }
            return isOurs;
        } catch (IOException e) {
            throw new UncheckedIOException("recalling in " + path + " what was signed last", e);
        }
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
        try (var _ = lock.hold()) {
            decide(halts, now, by, reason);
        }
    }

    private void decide(List<Halt> halts, Instant now, String by, String reason) {
        try {
            ending().decide(halts, now, by, reason);
        } catch (IOException e) {
            throw new IllegalStateException("resuming the log in " + path, e);
        }
    }

    /** For this process alone, until it is closed. */
    void hold() {
        var _ = lock.hold();
    }

    @Override
    public void close() {
        lock.close();
    }
}
