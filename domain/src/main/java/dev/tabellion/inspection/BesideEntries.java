package dev.tabellion.inspection;

import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.LogResource;
import org.jspecify.annotations.Nullable;

/** Where that stands which belongs to a bundle's entries: at its path, below another prefix. */
final class BesideEntries {
    private static final String ENTRIES = "tile/entries/";

    private BesideEntries() {}

    static String pathOf(String prefix, Bundle bundle) {
        return prefix + bundle.path().substring(ENTRIES.length());
    }

    /**
     * @param path below the log's prefix
     * @return null for any but the one spelling of a place that a log can have
     */
    static @Nullable Bundle placeOf(String prefix, String path) {
        return path.startsWith(prefix)
                        && LogResource.parse(ENTRIES + path.substring(prefix.length()))
                                instanceof Bundle bundle
                ? bundle
                : null;
    }
}
