package dev.tabellion.server.imports;

import dev.tabellion.collection.Gun;
import dev.tabellion.signer.notary.LastStand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found about one of a Notary's collections.
 *
 * @param stand where it stood; null if it stays out
 * @param problems in words, whether or not they keep it out
 */
record CollectionFinding(
        Gun gun,
        Prospect prospect,
        @Nullable LastStand stand,
        Numbers numbers,
        List<String> problems) {
    CollectionFinding {
        problems = List.copyOf(problems);
    }

    /** What would become of it. */
    enum Prospect {
        /** It can be taken over. */
        NEW,
        /** An earlier run took over the same history. */
        HERE,
        /** An earlier run took it over, and it was deleted here since. */
        ENDED,
        /** An earlier run took over less: the Notary went on after it. */
        CHANGED,
        /** There is one of that name here that no import brought. */
        EXISTS,
        /** It does not verify. */
        FAULTY
    }

    /** How much of it there is. */
    record Numbers(int roles, int documents, int changes, boolean deleted) {}

    /** The same of a collection that the signer has for another. */
    CollectionFinding existing() {
        return new CollectionFinding(gun, Prospect.EXISTS, null, numbers, problems);
    }

    /** Whether taking it over would write over something. */
    boolean isRefused() {
        return prospect == Prospect.EXISTS || prospect == Prospect.CHANGED;
    }
}
