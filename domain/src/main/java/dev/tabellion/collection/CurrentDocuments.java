package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one life: the current one of each role, and a few before it, so that a snapshot
 * pointing back at one of those is called what it is. Never more than a few: older ones are told
 * apart from unknown ones by the log, not here.
 *
 * @param latest newest first, never empty
 */
record CurrentDocuments(Map<RoleName, List<CurrentDocument>> latest) {
    static final CurrentDocuments NONE = new CurrentDocuments(Map.of());

    private static final int REMEMBERED = 8;

    CurrentDocuments {
        latest = Map.copyOf(latest);
    }

    CurrentDocuments after(CurrentDocument document, RoleName role) {
        List<CurrentDocument> documents = new ArrayList<>();
        documents.add(document);
        documents.addAll(latest.getOrDefault(role, List.of()));
        Map<RoleName, List<CurrentDocument>> later = new HashMap<>(latest);
        later.put(role, documents.stream().limit(REMEMBERED).toList());
        return new CurrentDocuments(later);
    }

    @Nullable CurrentDocument current(RoleName role) {
        List<CurrentDocument> documents = latest.get(role);
        return documents == null ? null : documents.getFirst();
    }

    /** Whether that is the role's document, or was until lately. */
    boolean has(RoleName role, Sha256 digest) {
        return latest.getOrDefault(role, List.of()).stream()
                .anyMatch(document -> document.digest().equals(digest));
    }

    /** The version of a document that was replaced lately; null if it was not, or long ago. */
    @Nullable Version lately(RoleName role, Sha256 digest) {
        return latest.getOrDefault(role, List.of()).stream()
                .skip(1)
                .filter(document -> document.digest().equals(digest))
                .map(CurrentDocument::version)
                .findFirst()
                .orElse(null);
    }
}
