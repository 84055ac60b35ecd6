package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.tuf.Version;
import java.time.Instant;

/** What a collection remembers of a document it published. Never its bytes. */
public record CurrentDocument(
        Version version, Sha256 digest, long length, Instant expires, Author author) {
    static CurrentDocument of(MetadataPublished event) {
        return new CurrentDocument(
                event.version(), event.digest(), event.length(), event.expires(), event.author());
    }

    static CurrentDocument of(MetadataImported event) {
        return new CurrentDocument(
                event.version(), event.digest(), event.length(), event.expires(), event.author());
    }

    Mark mark() {
        return new Mark(version, digest);
    }
}
