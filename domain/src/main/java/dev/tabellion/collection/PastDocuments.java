package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.stream.Stream;

/** What is recorded of documents that another server accepted together. */
final class PastDocuments {
    private static final List<RoleName> MANAGED = List.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP);

    private final Proposal proposal;
    private final OwnKeys ownKeys;

    PastDocuments(Proposal proposal, KeyPlaces keyPlaces) {
        this.proposal = proposal;
        this.ownKeys = new OwnKeys(proposal.before(), keyPlaces);
    }

    MetadataImported imported(PastFile row, Signed<?> file) {
        CurrentDocument previous = proposal.before().current(row.role());
        return new MetadataImported(
                row.role(),
                row.version(),
                row.digest(),
                row.length(),
                file.metadata().expires(),
                new PublicationEvents(proposal).signersOf(row.role(), file),
                previous == null ? null : previous.digest(),
                author(row.role()),
                row.at(),
                Standing.PAST);
    }

    /** The server's keys that the offered root names. */
    List<HistoryReplay.PlacedKey> ownKeys() {
        Root root = proposal.offers(RoleName.ROOT) ? proposal.root() : null;
        return root == null
                ? List.of()
                : MANAGED.stream().flatMap(role -> ownKeys(root, role)).toList();
    }

    private Stream<HistoryReplay.PlacedKey> ownKeys(Root root, RoleName role) {
        return ownKeys.among(role, root.topLevel(role)).stream()
                .map(key -> new HistoryReplay.PlacedKey(role, key));
    }

    /** Whoever holds the keys wrote it. */
    private Author author(RoleName role) {
        return role.equals(RoleName.TIMESTAMP) || isOurSnapshot(role)
                ? Author.SERVER
                : Author.PUBLISHER;
    }

    private boolean isOurSnapshot(RoleName role) {
        return role.equals(RoleName.SNAPSHOT)
                && ownKeys.areAll(role, proposal.root().topLevel(role));
    }
}
