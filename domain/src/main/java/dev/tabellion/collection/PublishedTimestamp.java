package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A timestamp file, and with it all that it vouches for, that was or may have been published. */
public record PublishedTimestamp(Gun gun, int life, Sha256 digest) {
    public PublishedTimestamp {
        if (life < 1) {
            throw new IllegalArgumentException("lives are counted from 1, not " + life);
        }
    }

    /** The one that {@code events}, the last before {@code after}, published; null if none did. */
    public static @Nullable PublishedTimestamp in(
            List<CollectionEvent> events, TrustedCollection after) {
        return events.stream()
                .filter(MetadataPublished.class::isInstance)
                .map(MetadataPublished.class::cast)
                .filter(published -> published.role().equals(RoleName.TIMESTAMP))
                .map(published -> of(after, published.digest()))
                .findFirst()
                .orElse(null);
    }

    private static PublishedTimestamp of(TrustedCollection collection, Sha256 digest) {
        return new PublishedTimestamp(collection.gun(), collection.life(), digest);
    }
}
