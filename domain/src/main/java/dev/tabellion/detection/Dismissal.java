package dev.tabellion.detection;

import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A root that takes away keys which were declared compromised, by the word of others: it may bear
 * their signatures all the same. Where those keys alone decide, nobody can tell it from a thief's.
 */
public final class Dismissal {
    private Dismissal() {}

    /** The keys that the entry's root takes away so; none of any other entry. */
    public static Set<KeyId> in(Entry entry, History before) {
        if (!(entry.event() instanceof MetadataPublished published)
                || !published.role().equals(RoleName.ROOT)) {
            return Set.of();
        }
        List<KeyId> others = new ArrayList<>(published.signedBy());
        others.removeIf(key -> before.compromised(key) != null);
        Root last = before.root();
        if (last == null
                || others.size() == published.signedBy().size()
                || !Holders.decide(last.topLevel(RoleName.ROOT), others)) {
            return Set.of();
        }
        Signed<?> document = before.document(RoleName.ROOT, published.digest());
        return document != null && document.metadata() instanceof Root now
                ? published.signedBy().stream()
                        .filter(key -> !others.contains(key) && !names(now, key))
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static boolean names(Root root, KeyId key) {
        return root.roles().values().stream().anyMatch(keys -> keys.keys().containsKey(key));
    }
}
