package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.verify.Rejection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the server keeps for a collection: at most one in waiting for each role, so that
 * asking again and again makes no second one (weakness 6.12).
 */
final class ManagedKeys {
    private static final List<RoleName> ROLES = List.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP);

    private final TrustedCollection collection;
    private final Surroundings around;

    ManagedKeys(TrustedCollection collection, Surroundings around) {
        this.collection = collection;
        this.around = around;
    }

    /** The key in use, else the one in waiting, else a new one. */
    Decision ensure(RoleName role, KeyAlgorithm algorithm) {
        ManagedKey serving = serving(role);
        return serving != null
                ? answer(serving)
                : waiting(role, algorithm, key -> created(role, key));
    }

    /** The key in waiting, else a new one: the one in use serves until a root names another. */
    Decision rotate(RoleName role, KeyAlgorithm algorithm) {
        return waiting(
                role,
                algorithm,
                key -> collection.isOpen() ? staged(role, key) : created(role, key));
    }

    /**
     * Our keys that {@code root} names and nothing has told of: they came from another server's
     * signer by a ceremony at ours, and waited there for a root.
     */
    static List<ManagedKeyImported> untold(
            TrustedCollection collection, Root root, Surroundings around) {
        return named(collection, root, around)
                .filter(each -> !collection.hasTold(each.key.id()))
                .map(each -> new ManagedKeyImported(each.role, collection.life(), each.key))
                .toList();
    }

    /** The end of all our keys that {@code root} names. */
    static List<ManagedKeyRetired> retireAll(
            TrustedCollection collection, Root root, Surroundings around) {
        return named(collection, root, around)
                .map(each -> retired(collection, each.role, each.key))
                .toList();
    }

    private record Named(RoleName role, ManagedKey key) {}

    /** Our keys that {@code root} names. */
    private static Stream<Named> named(
            TrustedCollection collection, Root root, Surroundings around) {
        OwnKeys ownKeys = new OwnKeys(collection, around.keyPlaces());
        return ROLES.stream()
                .flatMap(
                        role ->
                                ownKeys.among(role, root.topLevel(role)).stream()
                                        .map(key -> new Named(role, key)));
    }

    /** The end of the keys in waiting. */
    static List<ManagedKeyRetired> retireUnused(TrustedCollection collection) {
        return ROLES.stream()
                .flatMap(
                        role ->
                                Stream.ofNullable(collection.unusedKey(role))
                                        .map(key -> retired(collection, role, key)))
                .toList();
    }

    private Decision waiting(
            RoleName role, KeyAlgorithm algorithm, Function<ManagedKey, CollectionEvent> born) {
        if (!ROLES.contains(role)) {
            return new Decision.Refused(new Rejection.InvalidRole(role.value()), List.of());
        }
        ManagedKey unused = collection.unusedKey(role);
        return unused != null
                ? answer(unused)
                : new Decision.KeyWanted(
                        collection.placeFor(role),
                        algorithm,
                        key -> new Decision.Accepted(List.of(born.apply(key)), List.of(), key));
    }

    private @Nullable ManagedKey serving(RoleName role) {
        Root root = Proposal.ofStored(collection, around).storedRoot();
        if (root == null || !ROLES.contains(role)) {
            return null;
        }
        return new OwnKeys(collection, around.keyPlaces())
                .among(role, root.topLevel(role)).stream().findFirst().orElse(null);
    }

    private CollectionEvent created(RoleName role, ManagedKey key) {
        return new ManagedKeyCreated(role, collection.life(), key);
    }

    private CollectionEvent staged(RoleName role, ManagedKey key) {
        return new ManagedKeyRotationStaged(role, collection.life(), key);
    }

    private static ManagedKeyRetired retired(
            TrustedCollection collection, RoleName role, ManagedKey key) {
        return new ManagedKeyRetired(role, collection.life(), key.id());
    }

    private static Decision answer(ManagedKey key) {
        return new Decision.Accepted(List.of(), List.of(), key);
    }
}
