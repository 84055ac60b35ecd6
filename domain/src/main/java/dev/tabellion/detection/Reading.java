package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads documents and keeps the newest: the next version is judged against the one before. */
final class Reading implements History.Reading {
    private static final int MOST = 2_048;
    private static final int LARGEST = 64 * 1024;

    private record Name(Dialect dialect, RoleName role, Sha256 file) {}

    private final Map<Name, Signed<?>> read =
            new LinkedHashMap<>(MOST, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Name, Signed<?>> eldest) {
                    return size() > MOST;
                }
            };

    @Override
    public @Nullable Signed<?> read(Dialect dialect, RoleName role, Sha256 file, Past past) {
        Name name = new Name(dialect, role, file);
        Signed<?> known = read.get(name);
        if (known != null) {
            return known;
        }
        Signed<?> document = History.Reading.anew(dialect, role, file, past);
        if (document != null && document.raw().length() <= LARGEST) {
            read.put(name, document); // at most 128 MiB of files, and most are 1 KiB
        }
        return document;
    }
}
