package dev.tabellion.command.watch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Documents;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Targets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign by the word of published documents, and nothing else of those: many of them are at
 * hand, and none is read again for each stranger who asks.
 */
final class KnownDelegators {
    private static final long MOST_BYTES = 16L << 20;

    /** A key's name, and what holds it together. */
    private static final int KEY_BYTES = 256;

    private final Documents documents;
    private final Cache<Sha256, Delegator> known =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .weigher((Sha256 _, Delegator each) -> weight(each))
                    .build();

    KnownDelegators(Documents documents) {
        this.documents = documents;
    }

    /**
     * Null if that document does not delegate to the role.
     *
     * @param delegator whose document it is
     */
    @Nullable RoleKeys keysOf(RoleName role, RoleName delegator, Sha256 document) {
        return known.get(document, digest -> read(delegator, digest)).keysOf(role);
    }

    private Delegator read(RoleName delegator, Sha256 digest) {
        return switch (documents.read(delegator, digest).metadata()) {
            case Root root -> root;
            case Targets targets -> withoutFiles(targets);
            default -> throw new IllegalStateException(digest + " delegates to nobody");
        };
    }

    private static Targets withoutFiles(Targets targets) {
        List<Delegation> delegations =
                targets.delegations().stream()
                        .map(each -> new Delegation(each.name(), each.keys(), List.of()))
                        .toList();
        return new Targets(
                targets.version(), targets.expires(), Map.of(), delegations, targets.bins());
    }

    private static int weight(Delegator delegator) {
        return switch (delegator) {
            case Root root -> weight(root.roles().values().stream());
            case Targets targets ->
                    weight(
                            Stream.concat(
                                    targets.delegations().stream().map(Delegation::keys),
                                    Stream.ofNullable(targets.bins()).map(bins -> bins.keys())));
        };
    }

    private static int weight(Stream<RoleKeys> all) {
        long bytes =
                all.flatMap(keys -> keys.keys().values().stream())
                        .mapToLong(key -> KEY_BYTES + key.value().length())
                        .sum();
        return (int) Math.min(Integer.MAX_VALUE, KEY_BYTES + bytes);
    }
}
