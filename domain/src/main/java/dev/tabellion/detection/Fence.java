package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one rule stumbles over away from all others: it is told, and they go on. Never keeps
 * back that the archive does not answer: then nothing is judged, and all of it is tried again.
 */
final class Fence {
    private final Archive archive;
    private final SortedMap<String, String> stumbled = new TreeMap<>();
    private final SortedMap<Sha256, String> gone = new TreeMap<>();

    Fence(Archive archive) {
        this.archive = archive;
    }

    /**
     * @param who is at work: a rule's name, or what else it is
     */
    <T> T within(String who, Supplier<T> work, Supplier<T> otherwise) {
        try {
            return work.get();
        } catch (DocumentGone e) {
            gone(e.digest(), "not stored");
        } catch (RuntimeException e) {
            if (archive.isAway(e)) {
                throw e;
            }
            stumbled(who, e.toString());
        }
        return otherwise.get();
    }

    void attempt(String who, Runnable work) {
        within(
                who,
                () -> {
                    work.run();
                    return true;
                },
                () -> false);
    }

    /** Without anything having been thrown. */
    void stumbled(String who, String how) {
        stumbled.putIfAbsent(who, how);
    }

    void gone(Sha256 document, String how) {
        gone.putIfAbsent(document, how);
    }

    /** Null if everything was judged. */
    @Nullable Failure failure(Entry entry) {
        return stumbled.isEmpty() && gone.isEmpty() ? null : new Failure(entry, stumbled, gone);
    }
}
