package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collection on the way to being rebuilt from presented documents, and what is offered to it.
 * Documents come in by digest only: who labels them otherwise gains nothing.
 */
final class Rebuilding {
    private final KeyPlace place;
    private final Dialect dialect;
    private final Presented presented;
    private final Map<RoleName, Signed<?>> known = new LinkedHashMap<>();
    private final Map<RoleName, Signed<?>> offered = new LinkedHashMap<>();

    Rebuilding(KeyPlace place, Dialect dialect, Presented presented) {
        this.place = place;
        this.dialect = dialect;
        this.presented = presented;
    }

    /** The document is what is published for the role. */
    Optional<Verdict> know(RoleName role, Sha256 digest) {
        return load(role, digest, known);
    }

    /** The document is what is to be published for the role. */
    Optional<Verdict> offer(RoleName role, Sha256 digest) {
        return load(role, digest, offered);
    }

    boolean offers(RoleName role) {
        return offered.containsKey(role);
    }

    List<RoleName> offeredTargets() {
        return offered.keySet().stream().filter(RoleName::isTargets).toList();
    }

    Proposal proposal(Surroundings around) {
        return new Proposal(collection(), new Offer.Read(offered), around.checkingOnce());
    }

    private Optional<Verdict> load(RoleName role, Sha256 digest, Map<RoleName, Signed<?>> into) {
        Optional<Verdict> fault = presented.load(role, digest);
        if (fault.isEmpty()) {
            into.put(role, presented.read(role, digest));
        }
        return fault;
    }

    private TrustedCollection collection() {
        TrustedCollection collection = TrustedCollection.unborn(place.gun());
        if (place.life() > collection.life()) {
            collection = collection.evolve(new CollectionDeleted(place.life() - 1));
        }
        if (known.isEmpty()) {
            return collection;
        }
        collection = collection.evolve(new CollectionOpened(dialect, place.life()));
        for (Map.Entry<RoleName, Signed<?>> document : known.entrySet()) {
            collection = collection.evolve(published(document.getKey(), document.getValue()));
        }
        return collection;
    }

    private static MetadataPublished published(RoleName role, Signed<?> file) {
        return new MetadataPublished(
                role,
                file.metadata().version(),
                file.raw().sha256(),
                file.raw().length(),
                file.metadata().expires(),
                file.keyIds(),
                null,
                Author.PUBLISHER,
                Reason.PUBLISHED);
    }
}
