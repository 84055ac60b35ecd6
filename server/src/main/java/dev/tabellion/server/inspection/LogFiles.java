package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log under the paths of docs/log-format.md, in a folder or on a server. Safe for
 * concurrent use; throws {@code RecordUnreadable} if it cannot say whether a file is there.
 */
interface LogFiles extends AutoCloseable {
    /** Null if there is none. */
    @Nullable Bytes read(String path);

    /** The names of the files in a folder; empty where there is none, or nobody can say. */
    List<String> list(String folder);

    /** How many may be asked for at once with profit. */
    int lanes();

    @Override
    void close();
}
