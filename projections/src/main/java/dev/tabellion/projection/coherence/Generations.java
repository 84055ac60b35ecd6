package dev.tabellion.projection.coherence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import org.jspecify.annotations.Nullable;

/**
 * The current generation of every collection that somebody holds copies of. Forgets a generation
 * when its last copy is gone, so asking for many names fills nothing.
 */
public final class Generations {
    private final Cache<Gun, Generation> current = Caffeine.newBuilder().weakValues().build();

    /** To be asked for before the store is. */
    public Generation of(Gun gun) {
        return current.get(gun, _ -> new Generation());
    }

    /** Copies of the collection are not served from now on. */
    void end(Gun gun) {
        Generation generation = current.asMap().remove(gun);
        if (generation != null) {
            generation.end();
        }
    }

    /** Ends the generation unless it was read from a state with that timestamp. */
    void endUnlessAt(Gun gun, @Nullable Sha256 timestamp) {
        Generation generation = current.getIfPresent(gun);
        if (generation != null && !generation.has(timestamp)) {
            current.asMap().remove(gun, generation);
            generation.end();
        }
    }

    /** No copy that exists now is served from now on. */
    void endAll() {
        for (Gun gun : current.asMap().keySet()) {
            end(gun);
        }
    }
}
