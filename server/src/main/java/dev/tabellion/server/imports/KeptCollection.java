package dev.tabellion.server.imports;

import dev.tabellion.collection.CollectionPast;
import dev.tabellion.collection.PastFiles;
import java.util.List;

/**
 * What a Notary's tables hold of a collection.
 *
 * @param damage rows that contradict themselves, in words
 */
record KeptCollection(CollectionPast past, PastFiles files, List<String> damage) {
    KeptCollection {
        damage = List.copyOf(damage);
    }
}
