package dev.tabellion.signer.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.PublicKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where keys belong. That one is ours stays true for ever; that one is not, for a short
 * while only, since a ceremony in another process may bring it. Safe for concurrent use.
 */
final class KnownPlaces {
    static final Duration STRANGERS = Duration.ofSeconds(10);

    private static final long MEMORY_BYTES = 32L << 20;
    private static final int PLACE_BYTES = 256;

    private final Cache<PublicKey, Optional<KeyPlace>> places;

    KnownPlaces(Ticker ticker) {
        this.places =
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .maximumWeight(MEMORY_BYTES)
                        // publishers' keys are asked about, too, and those may be long
                        .weigher(
                                (PublicKey key, Optional<KeyPlace> _) ->
                                        PLACE_BYTES + key.value().length())
                        .expireAfter(Expiry.writing(KnownPlaces::goodFor))
                        .build();
    }

    @Nullable KeyPlace of(PublicKey key, Function<PublicKey, @Nullable KeyPlace> lookUp) {
        return places.get(key, unknown -> Optional.ofNullable(lookUp.apply(unknown))).orElse(null);
    }

    void put(PublicKey key, KeyPlace place) {
        places.put(key, Optional.of(place));
    }

    private static Duration goodFor(PublicKey key, Optional<KeyPlace> place) {
        return place.isPresent() ? Duration.ofNanos(Long.MAX_VALUE) : STRANGERS;
    }
}
