package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A file that proves offline that something was logged (C2SP tlog-proof). Names neither the entry
 * nor the keys to trust: whoever checks it has both.
 *
 * @param extra whatever its maker added, and nobody may trust
 */
public record LoggedProof(
        @Nullable Bytes extra,
        LeafIndex index,
        InclusionProof inclusion,
        SignedCheckpoint checkpoint) {
    private static final String VERSION = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra";
    private static final String INDEX = "index";
    private static final int MOST_HASHES = 63;
    private static final int LONGEST = 2 * Note.LONGEST;

    public static LoggedProof parse(Bytes file) throws MalformedLogData {
        var lines = new TextLines(StrictText.utf8(file, LONGEST, "\n"));
        if (!lines.next("the version").equals(VERSION)) {
            throw new MalformedLogData("the first line is not " + VERSION);
        }
        Bytes extra = lines.isBefore(EXTRA) ? StrictText.base64(lines.after(EXTRA), EXTRA) : null;
        long index = StrictText.number(lines.after(INDEX), "the index");
        var inclusion = new InclusionProof(lines.hashes(MOST_HASHES));
        return new LoggedProof(
                extra,
                new LeafIndex(index),
                inclusion,
                SignedCheckpoint.parse(Bytes.utf8(lines.rest())));
    }

    public Bytes bytes() {
        var file = new BytesBuilder().append(VERSION + "\n");
        if (extra != null) {
            file.append(EXTRA + " " + extra.base64() + "\n");
        }
        file.append(INDEX + " " + index + "\n");
        inclusion.path().forEach(hash -> file.append(hash.base64() + "\n"));
        return file.append('\n').append(checkpoint.bytes()).build();
    }

    /** Whether the checkpoint's tree has {@code leaf} at this index; not who signed it. */
    public boolean places(Hash leaf) {
        return inclusion.proves(leaf, index, checkpoint.head());
    }
}
