package dev.tabellion.server.imports;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.ChangeImported;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.ImportableHistory;
import dev.tabellion.projection.current.Change;
import dev.tabellion.projection.current.Changefeed;
import dev.tabellion.projection.current.PublishedDocument;
import dev.tabellion.projection.current.PublishedDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares what readers are answered here with what a Notary kept, by the very read model that the
 * doors ask: each document by version, by digest and, if it was served, as the current one. Equal
 * digests of what is read stand for equal bytes.
 */
final class ServedProof {
    private final PublishedDocuments documents;
    private final Changefeed changefeed;

    ServedProof(PublishedDocuments documents, Changefeed changefeed) {
        this.documents = documents;
        this.changefeed = changefeed;
    }

    /**
     * @param equal how many answers were compared and equal
     * @param differences in words
     */
    record Result(int equal, List<String> differences) {}

    Result of(Gun gun, ImportableHistory history) {
        List<String> differences = new ArrayList<>();
        int asked = 0;
        for (CollectionEvent event : history.events()) {
            if (event instanceof MetadataImported document) {
                asked += compare(gun, document, differences);
            }
        }
        asked += compareChanges(gun, history, differences);
        return new Result(asked - differences.size(), differences);
    }

    private int compare(Gun gun, MetadataImported then, List<String> differences) {
        compare(
                "%s.%s.json".formatted(then.version(), then.role()),
                documents.byVersion(gun, then.role(), then.version()),
                then.digest(),
                differences);
        compare(
                "%s.%s.json".formatted(then.role(), then.digest()),
                documents.byHash(gun, then.role(), then.digest()),
                then.digest(),
                differences);
        if (then.standing() == Standing.PAST) {
            return 2;
        }
        PublishedDocument now = documents.current(gun, then.role());
        if (now == null || !isLater(gun, then, now)) {
            compare(then.role() + ".json", now, then.digest(), differences);
        }
        return 3;
    }

    /** After an import clients publish here: what they published is current then. */
    private boolean isLater(Gun gun, MetadataImported then, PublishedDocument now) {
        return !now.published().equals(then.published())
                && now.replaced() != null
                && documents.byHash(gun, then.role(), then.digest()) != null
                && now.published().isAfter(then.published());
    }

    private static void compare(
            String name, @Nullable PublishedDocument now, Sha256 then, List<String> differences) {
        if (now == null) {
            differences.add(name + " is not served");
        } else if (!now.file().sha256().equals(then)) {
            differences.add(name + " is served with other bytes");
        }
    }

    private int compareChanges(Gun gun, ImportableHistory history, List<String> differences) {
        List<ChangeImported> then =
                history.events().stream()
                        .filter(ChangeImported.class::isInstance)
                        .map(ChangeImported.class::cast)
                        .toList();
        List<Change> now = changefeed.after(gun, 0, Math.max(1, then.size()));
        for (int i = 0; i < then.size(); i++) {
            if (i >= now.size() || !isSame(then.get(i), now.get(i))) {
                differences.add("entry " + (i + 1) + " of the changefeed differs");
            }
        }
        return then.size();
    }

    private static boolean isSame(ChangeImported then, Change now) {
        return then.version() == now.version()
                && then.at().equals(now.at())
                && Objects.equals(then.timestamp(), now.timestamp());
    }
}
