package dev.tabellion.signer.notary;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.ImportableHistory;
import dev.tabellion.collection.Mark;
import dev.tabellion.signer.policy.PinnedRoot;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where a collection stood at a Notary, as far as a signer has to know. */
public sealed interface LastStand {
    /** Nothing of it was published: all there can be of it is keys. */
    record Unpublished() implements LastStand {}

    /** It was deleted: its keys open nothing any more. */
    record Deleted() implements LastStand {}

    /** It was served. */
    record Served(Position position) implements LastStand {}

    /**
     * @throws IllegalArgumentException for a history that must not be recorded
     */
    static LastStand of(ImportableHistory history) {
        if (history.isBlocked()) {
            throw new IllegalArgumentException("a history with faults stands nowhere");
        }
        boolean deleted =
                all(history, CollectionImported.class)
                        .anyMatch(begun -> begun.fate() == Fate.DELETED);
        return deleted ? new Deleted() : new Served(position(history));
    }

    private static Position position(ImportableHistory history) {
        Map<RoleName, Mark> served = new TreeMap<>();
        all(history, MetadataImported.class)
                .filter(document -> document.standing() == Standing.CURRENT)
                .forEach(
                        document ->
                                served.put(
                                        document.role(),
                                        new Mark(document.version(), document.digest())));
        TreeSet<KeyId> named = new TreeSet<>();
        all(history, ManagedKeyImported.class).forEach(born -> named.add(born.key().id()));
        all(history, ManagedKeyRetired.class).forEach(gone -> named.remove(gone.key()));
        return new Position(
                new PinnedRoot(mark(served, RoleName.ROOT), named),
                mark(served, RoleName.SNAPSHOT),
                mark(served, RoleName.TIMESTAMP));
    }

    private static <E extends CollectionEvent> Stream<E> all(
            ImportableHistory history, Class<E> kind) {
        return history.events().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static Mark mark(Map<RoleName, Mark> served, RoleName role) {
        return Objects.requireNonNull(served.get(role), () -> "no " + role + " was served");
    }
}
