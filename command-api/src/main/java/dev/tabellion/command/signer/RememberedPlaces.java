package dev.tabellion.command.signer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.signing.FoundPlace;
import dev.tabellion.tuf.PublicKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the signer said of keys. A key it has stays where it is; one it has not may be brought to it
 * in a ceremony, so that is not believed for long.
 */
final class RememberedPlaces {
    private static final long ROOM = 16L << 20;
    private static final int OF_ONE = 512;
    private static final Duration FOREIGN = Duration.ofSeconds(10);
    private static final Duration OURS = Duration.ofDays(365);

    private final Cache<PublicKey, FoundPlace> places =
            Caffeine.newBuilder()
                    .maximumWeight(ROOM)
                    .weigher((PublicKey key, FoundPlace _) -> OF_ONE + key.value().length())
                    .expireAfter(
                            Expiry.creating(
                                    (PublicKey _, FoundPlace found) ->
                                            found.place() == null ? FOREIGN : OURS))
                    .build();

    /** Null if nothing is remembered. */
    @Nullable FoundPlace of(PublicKey key) {
        return places.getIfPresent(key);
    }

    void remember(PublicKey key, @Nullable KeyPlace place) {
        places.put(key, new FoundPlace(place));
    }
}
