package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.difference.Change;
import dev.tabellion.difference.Change.TargetAdded;
import dev.tabellion.difference.Change.TargetChanged;
import dev.tabellion.difference.Change.TargetRemoved;
import dev.tabellion.difference.TargetsDifference;
import dev.tabellion.projection.document.DocumentTable;
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

    private final DocumentTable documents;

    TargetNames(DocumentTable documents) {
        this.documents = documents;
    }

    List<String> of(LoggedEvent event) {
        return switch (event) {
            case MetadataPublished e when e.role().isTargets() ->
                    names(e.role(), e.previous(), e.digest());
            case MetadataImported e when e.role().isTargets() ->
                    names(e.role(), e.previous(), e.digest());
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
        Bytes file = documents.find(digest);
        try {
            if (file != null
                    && Dialect.NOTARY_V1.read(role, file).metadata() instanceof Targets targets) {
                return targets;
            }
        } catch (MalformedMetadata e) {
            LOG.atDebug().setCause(e).log("document-not-read");
        }
        LOG.atWarn().addKeyValue("digest", digest).log("targets-not-indexed");
        return null;
    }
}
