package dev.tabellion.query.notary;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Answers by the raw path that was asked for, as many as fit. Absences stand on a shelf of their
 * own, so that asking for names that do not exist pushes no document out.
 */
final class CopyShelf {
    private static final int LONGEST_PATH_SHARE = 2;
    private static final long ABSENCES = 8L << 20;

    private final Cache<String, Copy> documents;
    private final Cache<String, Copy> absences;

    /**
     * @param weight bytes of memory for documents
     */
    CopyShelf(long weight) {
        this.documents = shelf(weight);
        this.absences = shelf(ABSENCES);
    }

    private static Cache<String, Copy> shelf(long weight) {
        return Caffeine.newBuilder()
                .maximumWeight(weight)
                .weigher(
                        (String path, Copy copy) ->
                                LONGEST_PATH_SHARE * path.length() + copy.answer().weight())
                .build();
    }

    @Nullable Copy find(String path) {
        Copy document = documents.getIfPresent(path);
        return document != null ? document : absences.getIfPresent(path);
    }

    void putDocument(String path, Copy copy) {
        documents.put(path, copy);
        absences.invalidate(path);
    }

    void putAbsence(String path, Copy copy) {
        absences.put(path, copy);
        documents.invalidate(path);
    }
}
