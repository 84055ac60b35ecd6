package dev.tabellion.collection;

import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;

/**
 * One life of a collection, from the first key that was made for it to its deletion: what is
 * current in it, and which of the server's keys it told of.
 *
 * @param number counted from 1
 * @param open whether a root was accepted in it
 */
record Life(int number, Dialect dialect, boolean open, CurrentDocuments documents, KnownKeys keys) {

    /** One that a first root would begin. */
    static Life unbegun(int number) {
        return new Life(number, Dialect.NOTARY_V1, false, CurrentDocuments.NONE, KnownKeys.NONE);
    }

    /** With the keys that were made for it before. */
    Life begun(Dialect born, int as) {
        return new Life(as, born, true, CurrentDocuments.NONE, keys);
    }

    Life after(CurrentDocument document, RoleName role) {
        return new Life(number, dialect, open, documents.after(document, role), keys);
    }

    Life with(KnownKeys later) {
        return new Life(number, dialect, open, documents, later);
    }
}
