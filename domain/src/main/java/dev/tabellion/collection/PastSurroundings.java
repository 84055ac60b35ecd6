package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.SignatureCheck;
import org.jspecify.annotations.Nullable;

/**
 * What surrounded another server when it accepted something: its time, its documents, its keys, and
 * none of the limits that it did not have.
 */
final class PastSurroundings {
    private final CollectionPast past;
    private final PastFiles files;
    private final KeyPlaces keyPlaces;
    private final SignatureCheck check;
    private final @Nullable PastFile servedRoot;

    /**
     * @param servedRoot of which nothing is excused
     */
    PastSurroundings(
            CollectionPast past,
            PastFiles files,
            KeyPlaces keyPlaces,
            SignatureCheck check,
            @Nullable PastFile servedRoot) {
        this.past = past;
        this.files = files;
        this.keyPlaces = keyPlaces;
        this.check = check;
        this.servedRoot = servedRoot;
    }

    /** When that timestamp was stored, under that root. */
    Surroundings at(PastFile timestamp, PastFile root) throws MalformedMetadata {
        return new Surroundings(
                        timestamp.at(),
                        this::stored,
                        root.equals(servedRoot) ? keyPlaces : widened(root),
                        check,
                        Policy.UNLIMITED)
                .checkingOnce();
    }

    /** Of a timestamp key long replaced the private half may be lost: it was the server's once. */
    private KeyPlaces widened(PastFile file) throws MalformedMetadata {
        Root root = Proposal.metadata(Root.class, files.read(file));
        return key -> {
            KeyPlace place = keyPlaces.placeOf(key);
            boolean lost =
                    place == null && root.topLevel(RoleName.TIMESTAMP).keys().containsValue(key);
            return lost ? new KeyPlace(past.gun(), 1, RoleName.TIMESTAMP) : place;
        };
    }

    private Signed<?> stored(RoleName role, Sha256 digest) {
        PastFile row = past.find(role, digest);
        if (row == null) {
            throw new IllegalStateException("the history names " + digest + " and lacks it");
        }
        try {
            return files.read(row);
        } catch (MalformedMetadata e) {
            throw new IllegalStateException("a document that was read does not read", e);
        }
    }
}
