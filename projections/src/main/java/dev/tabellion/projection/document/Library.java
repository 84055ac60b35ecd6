package dev.tabellion.projection.document;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.detection.DocumentGone;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stored documents; those of a batch are read in one go, unless they are large. What has not
 * its digest is not there, whoever edited it: nobody judges it, nor remembers it under that name.
 * For one thread at a time.
 */
public final class Library {
    private static final int LARGE = 64 * 1024;

    private final DocumentTable documents;
    private final Map<Sha256, Bytes> ahead = new HashMap<>();

    public Library(DocumentTable documents) {
        this.documents = documents;
    }

    /** Reads ahead what these events name. */
    public void expect(Collection<? extends LoggedEvent> batch) {
        List<Sha256> wanted =
                batch.stream().flatMap(event -> Stream.ofNullable(small(event))).toList();
        if (!wanted.isEmpty()) {
            documents
                    .all(wanted)
                    .forEach(
                            (digest, file) -> {
                                if (file.sha256().equals(digest)) {
                                    ahead.put(digest, file);
                                }
                            });
        }
    }

    /**
     * @throws DocumentGone if it is not there, or edited
     */
    public Bytes file(Sha256 digest) {
        Bytes known = ahead.get(digest);
        if (known != null) {
            return known;
        }
        Bytes file = documents.find(digest);
        if (file == null || !file.sha256().equals(digest)) {
            throw new DocumentGone(digest);
        }
        return file;
    }

    public boolean isKnown(Sha256 digest) {
        return ahead.containsKey(digest) || documents.isKnown(digest);
    }

    /** The batch is over. */
    public void forget() {
        ahead.clear();
    }

    private static @Nullable Sha256 small(LoggedEvent event) {
        return switch (event) {
            case MetadataPublished e when e.length() <= LARGE -> e.digest();
            case MetadataImported e when e.length() <= LARGE -> e.digest();
            case SightingRecorded e when e.seen().length() <= LARGE -> e.seen().digest();
            default -> null; // names no document, or one that is read alone
        };
    }
}
