package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Targets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents and keeps those read last, {@value #MOST_BYTES} bytes of them: the next version
 * is judged against the one before.
 */
final class Reading {
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int MOST_NAMES = 200_000;

    private record Name(Dialect dialect, RoleName role, Sha256 file) {}

    private final Map<Name, Signed<?>> read = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Sha256, Delegates> delegates = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private long names;

    /** Null if it cannot be read: what an eye saw may be anything. */
    @Nullable Signed<?> read(Dialect dialect, RoleName role, Sha256 file, Past past) {
        Name name = new Name(dialect, role, file);
        Signed<?> known = read.get(name);
        if (known != null) {
            return known;
        }
        Signed<?> document = anew(dialect, role, file, past);
        if (document != null) {
            keep(name, document);
        }
        return document;
    }

    /** To whom a document delegates, which is remembered longer than what it says. */
    Delegates delegates(Dialect dialect, RoleName role, Sha256 file, Past past) {
        Delegates known = delegates.get(file);
        if (known == null) {
            Signed<?> document = read(dialect, role, file, past);
            known =
                    document != null && document.metadata() instanceof Targets targets
                            ? Delegates.of(targets)
                            : Delegates.NONE;
            keep(file, known);
        }
        return known;
    }

    private void keep(Sha256 file, Delegates known) {
        delegates.put(file, known);
        names += known.weight();
        Iterator<Delegates> eldest = delegates.values().iterator();
        while (names > MOST_NAMES) {
            names -= eldest.next().weight();
            eldest.remove();
        }
    }

    private static @Nullable Signed<?> anew(
            Dialect dialect, RoleName role, Sha256 file, Past past) {
        try {
            return dialect.read(role, past.file(file));
        } catch (MalformedMetadata e) {
            return null; // the rules on what an eye sees tell of it
        }
    }

    private void keep(Name name, Signed<?> document) {
        read.put(name, document);
        bytes += document.raw().length();
        Iterator<Signed<?>> eldest = read.values().iterator();
        while (bytes > MOST_BYTES) { // a larger one is not kept at all
            bytes -= eldest.next().raw().length();
            eldest.remove();
        }
    }
}
