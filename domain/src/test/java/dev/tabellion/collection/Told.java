package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import java.util.List;

/** What events tell, short enough to be read in a test. */
final class Told {
    private Told() {}

    /** The first document of that role that they publish. */
    static MetadataPublished published(List<CollectionEvent> events, RoleName role) {
        return events.stream()
                .filter(MetadataPublished.class::isInstance)
                .map(MetadataPublished.class::cast)
                .filter(event -> event.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /** Each event in a few words. */
    static List<String> told(List<CollectionEvent> events) {
        return events.stream().map(Told::told).toList();
    }

    private static String told(CollectionEvent event) {
        return switch (event) {
            case CollectionOpened(Dialect dialect, int life) -> "opened " + dialect + " " + life;
            case RoleKeysChanged e ->
                    "keys %s %s %d>%d"
                            .formatted(
                                    e.delegator(),
                                    e.role(),
                                    e.thresholdBefore(),
                                    e.thresholdAfter());
            case MetadataPublished e -> e.role() + " " + e.version() + " " + e.author();
            case SigningRequested e -> "asked " + e.role() + " " + e.version();
            case SignatureProduced e -> "signed " + e.role() + " " + e.version();
            default -> EventJson.nameOf(event);
        };
    }
}
