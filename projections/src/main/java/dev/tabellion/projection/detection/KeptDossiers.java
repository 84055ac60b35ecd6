package dev.tabellion.projection.detection;

import dev.tabellion.detection.Dossier;
import dev.tabellion.detection.View;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dossiers that were asked for last, {@value #MOST_BYTES} bytes of them as they are written:
 * one may be a thousand times another. Never larger ones than that. For one thread at a time.
 */
final class KeptDossiers {
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Map<View, ArchiveTables.Stored> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    @Nullable Dossier get(View view) {
        ArchiveTables.Stored stored = kept.get(view);
        return stored == null ? null : stored.dossier();
    }

    boolean has(View view) {
        return kept.containsKey(view);
    }

    void put(Dossier dossier, int length) {
        ArchiveTables.Stored before =
                kept.put(dossier.view(), new ArchiveTables.Stored(dossier, length));
        bytes += length - (before == null ? 0 : before.length());
    }

    /** To be asked between turns: what a turn has read stays until its end. */
    void forgetEldest() {
        Iterator<ArchiveTables.Stored> eldest = kept.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= eldest.next().length();
            eldest.remove();
        }
    }

    void clear() {
        kept.clear();
        bytes = 0;
    }
}
