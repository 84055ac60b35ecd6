package dev.tabellion.signer.book;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one head after the other. Remembers what it wrote last, so that the file need not be read
 * for each commit; after a failure it looks anew. Used by one thread.
 */
final class HeadWriter {
    private final HeadFile file;
    private volatile HeadFile.@Nullable Written last;

    HeadWriter(HeadFile file) {
        this.file = file;
    }

    /** Durable when it returns. */
    void write(Head head) throws IOException {
        HeadFile.Written before = last;
        last = null;
        last = before == null ? file.writeAnew(head) : file.write(head, before);
    }
}
