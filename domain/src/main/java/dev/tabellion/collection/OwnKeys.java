package dev.tabellion.collection;

import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Targets;
import dev.tabellion.verify.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells the keys that the server keeps for this life of this collection from all others. A key of
 * ours is never accepted anywhere but at its one place (weakness 6.7 of Notary's: metadata names no
 * collection, so one key in two collections signs for both).
 */
final class OwnKeys {
    private final TrustedCollection collection;
    private final Dialect dialect;
    private final KeyPlaces places;

    OwnKeys(TrustedCollection collection, KeyPlaces places) {
        this.collection = collection;
        this.dialect = collection.dialect();
        this.places = places;
    }

    /** The keys that are ours for {@code role}, in the order of the document. */
    List<ManagedKey> among(RoleName role, RoleKeys keys) {
        return keys.keys().entrySet().stream()
                .filter(key -> isOurs(role, key.getKey(), key.getValue()))
                .map(key -> new ManagedKey(key.getKey(), key.getValue()))
                .toList();
    }

    /** Whether the server alone signs for {@code role}. */
    boolean areAll(RoleName role, RoleKeys keys) {
        return !keys.keys().isEmpty() && among(role, keys).size() == keys.keys().size();
    }

    Optional<Rejection> judge(Root root) {
        foresee(RootRules.TOP_LEVEL.stream().map(root::topLevel));
        return RootRules.TOP_LEVEL.stream()
                .flatMap(role -> judge(role, root.topLevel(role)).stream())
                .findFirst();
    }

    Optional<Rejection> judge(Targets targets) {
        foresee(targets.delegations().stream().map(Delegation::keys));
        return targets.delegations().stream()
                .flatMap((Delegation to) -> judge(to.name(), to.keys()).stream())
                .findFirst();
    }

    private void foresee(Stream<RoleKeys> roles) {
        places.foresee(roles.flatMap(keys -> keys.keys().values().stream()).toList());
    }

    private Optional<Rejection> judge(RoleName role, RoleKeys keys) {
        return keys.keys().entrySet().stream()
                .flatMap((Map.Entry<KeyId, PublicKey> key) -> judge(role, key).stream())
                .findFirst();
    }

    private Optional<Rejection> judge(RoleName role, Map.Entry<KeyId, PublicKey> key) {
        KeyId id = key.getKey();
        KeyPlace place = places.placeOf(key.getValue());
        if (place == null) {
            return role.equals(RoleName.TIMESTAMP)
                    ? Optional.of(new Rejection.ForeignTimestampKey(id))
                    : Optional.empty();
        }
        if (place.equals(collection.placeFor(role)) && id.equals(dialect.keyIdOf(key.getValue()))) {
            return collection.hasRetired(id)
                    ? Optional.of(new Rejection.KeyRetired(id, role))
                    : Optional.empty();
        }
        return Optional.of(misplaced(role, id, place));
    }

    private Rejection misplaced(RoleName role, KeyId id, KeyPlace place) {
        boolean earlier = place.gun().equals(collection.gun()) && place.role().equals(role);
        return earlier && place.life() != collection.life()
                ? new Rejection.KeyOfEarlierLife(id, role, place.life(), collection.life())
                : new Rejection.ManagedKeyMisplaced(id, role, place.gun().value(), place.role());
    }

    private boolean isOurs(RoleName role, KeyId id, PublicKey key) {
        return collection.placeFor(role).equals(places.placeOf(key))
                && id.equals(dialect.keyIdOf(key));
    }
}
