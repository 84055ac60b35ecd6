package dev.tabellion.server.imports.dump;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A dump that cannot be read; its message is for the operator. */
public final class DumpUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    DumpUnreadable(Path file, String problem, @Nullable Throwable cause) {
        super("The dump %s %s".formatted(file, problem), cause);
    }

    DumpUnreadable(Place place, String problem) {
        super("The dump %s: %s".formatted(place, problem));
    }

    /** Where in a dump something is. */
    record Place(Path file, long line, @Nullable String table) {
        @Override
        public String toString() {
            return file + ", line " + line + (table == null ? "" : ", table " + table);
        }
    }
}
