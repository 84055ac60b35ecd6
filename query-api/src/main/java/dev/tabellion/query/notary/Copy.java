package dev.tabellion.query.notary;

import dev.tabellion.collection.Fetch;
import dev.tabellion.projection.coherence.Generation;

/** An answer with what decides whether it may be given again. */
final class Copy {
    /** The life of copies that hold for one generation only: current documents and absences. */
    static final int ANY_LIFE = 0;

    private final Answer answer;
    private final Fetch fetch;
    private final int life;
    private volatile Generation generation;

    /**
     * @param fetch what is counted when it is given
     * @param life which life of the collection the document belongs to for good
     */
    Copy(Answer answer, Fetch fetch, int life, Generation generation) {
        this.answer = answer;
        this.fetch = fetch;
        this.life = life;
        this.generation = generation;
    }

    Answer answer() {
        return answer;
    }

    Fetch fetch() {
        return fetch;
    }

    boolean isFresh() {
        return !generation.hasEnded();
    }

    /** Whether only the end of its collection's life can end it: named by digest or version. */
    boolean isImmutable() {
        return life != ANY_LIFE;
    }

    /** Keeps an immutable copy if the collection is still in its life. */
    boolean survivesInto(Generation next) {
        boolean survives = isImmutable() && next.life() == life;
        if (survives) {
            generation = next;
        }
        return survives;
    }
}
