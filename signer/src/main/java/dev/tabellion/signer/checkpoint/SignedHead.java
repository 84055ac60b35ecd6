package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.signer.book.Head;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The size and root that a log's key signed last, as they stand on disk. Never says less than was
 * signed: it is written before a signature leaves.
 */
record SignedHead(HeadFile file) {

    static SignedHead in(Path path) {
        return new SignedHead(new HeadFile(path));
    }

    Path path() {
        return file.path();
    }

    /** Whether anything stands there, whatever it says. */
    boolean exists() {
        return Files.exists(path());
    }

    /**
     * Null if nothing stands there.
     *
     * @throws IOException if it cannot be read, or is not what {@link #write} leaves
     */
    @Nullable TreeHead read() throws IOException {
        Head head = file.read();
        return head == null
                ? null
                : new TreeHead(new TreeSize(head.seq()), Hash.of(head.hash().bytes()));
    }

    /** Durable when it returns; a crash in it leaves the one before or this one. */
    void write(TreeHead tree, Instant now) throws IOException {
        file.write(new Head(tree.size().leaves(), new Sha256(tree.root().bytes().hex()), now));
    }

    /** What halts a key that finds none of it. */
    Halt forgotten(Instant now) {
        return new Halt(
                now,
                Halt.FORGETFUL,
                path()
                        + " was gone: what was signed last is not known. Stop the node, put the"
                        + " newest copy of that file back, or have 'tabellion log resume' read it"
                        + " from the newest checkpoint that anybody has");
    }
}
