package dev.tabellion.collection;

import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an offered document calls the keys of its roles by their own ids. Notary's clients give
 * up the whole collection over one signature by a key that bears another's name, be it deep in a
 * delegation; so whoever holds the least of its keys could end it for everybody.
 */
final class KeyNames {
    private KeyNames() {}

    static Optional<Rejection> judge(RoleName document, Stream<RoleKeys> roles, Dialect dialect) {
        return roles.flatMap(keys -> keys.keys().entrySet().stream())
                .filter(key -> !key.getKey().equals(dialect.keyIdOf(key.getValue())))
                .<Rejection>map(key -> misnamed(document, key, dialect))
                .findFirst();
    }

    private static Rejection misnamed(
            RoleName document, Map.Entry<KeyId, PublicKey> key, Dialect dialect) {
        return new Rejection.Malformed(
                document,
                "keys: the id of %s is %s"
                        .formatted(key.getKey(), dialect.keyIdOf(key.getValue())));
    }
}
