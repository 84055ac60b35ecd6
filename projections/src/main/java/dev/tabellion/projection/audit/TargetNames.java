package dev.tabellion.projection.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.detection.DocumentGone;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.difference.Change;
import dev.tabellion.difference.Change.TargetAdded;
import dev.tabellion.difference.Change.TargetChanged;
import dev.tabellion.difference.Change.TargetRemoved;
import dev.tabellion.difference.TargetsDifference;
import dev.tabellion.projection.document.DocumentTable;
import dev.tabellion.projection.document.Library;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Targets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which target files a publication added, changed or removed, by its document and the one it
 * replaced. A document that is not there or does not read is told and leaves the rest as it is: the
 * trail goes on, and it is for the verification to say what was done to the store.
 */
final class TargetNames {
    private static final Logger LOG = LoggerFactory.getLogger(TargetNames.class);
    private static final long MOST_BYTES = 8L << 20;

    /** What objects and maps take beside the bytes, roughly. */
    private static final int TIMES = 4;

    private static final int OVERHEAD = 512;

    private final Library library;

    /** The next version is held against the one before. */
    private final Cache<Name, Read> read =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .weigher((Name _, Read file) -> OVERHEAD + TIMES * file.length())
                    .build();

    private record Name(RoleName role, Sha256 digest) {}

    private record Read(Targets targets, int length) {}

    TargetNames(DocumentTable documents) {
        this.library = new Library(documents);
    }

    /** Reads ahead what a batch will ask for. */
    void expect(List<IndexedLeaf> leaves) {
        library.forget(); // of a batch that failed
        library.expect(leaves.stream().map(IndexedLeaf::event).filter(TargetNames::tells).toList());
    }

    /** The batch is over. */
    void forget() {
        library.forget();
    }

    private static boolean tells(LoggedEvent event) {
        return switch (event) {
            case MetadataPublished e -> e.role().isTargets();
            case MetadataImported e -> e.role().isTargets();
            default -> false;
        };
    }

    List<String> of(LoggedEvent event) {
        return switch (event) {
            case MetadataPublished e when tells(e) -> names(e.role(), e.previous(), e.digest());
            case MetadataImported e when tells(e) -> names(e.role(), e.previous(), e.digest());
            default -> List.of();
        };
    }

    private List<String> names(RoleName role, @Nullable Sha256 previous, Sha256 digest) {
        Targets after = read(role, digest);
        if (after == null) {
            return List.of();
        }
        Targets before = previous == null ? null : read(role, previous);
        return TargetsDifference.between(role, before, after).stream()
                .flatMap(TargetNames::name)
                .toList();
    }

    private static Stream<String> name(Change change) {
        return switch (change) {
            case TargetAdded(var _, String name, var _) -> Stream.of(name);
            case TargetChanged(var _, String name, var _, var _) -> Stream.of(name);
            case TargetRemoved(var _, String name, var _) -> Stream.of(name);
            default -> Stream.empty();
        };
    }

    private @Nullable Targets read(RoleName role, Sha256 digest) {
        Name name = new Name(role, digest);
        Read known = read.getIfPresent(name);
        if (known == null) {
            known = anew(role, digest);
            if (known == null) {
                LOG.atWarn().addKeyValue("digest", digest).log("targets-not-indexed");
                return null;
            }
            read.put(name, known);
        }
        return known.targets();
    }

    private @Nullable Read anew(RoleName role, Sha256 digest) {
        try {
            Bytes file = library.file(digest);
            return Dialect.NOTARY_V1.read(role, file).metadata() instanceof Targets targets
                    ? new Read(targets, file.length())
                    : null;
        } catch (MalformedMetadata | DocumentGone e) {
            LOG.atDebug().setCause(e).log("document-not-read");
            return null;
        }
    }
}
