package dev.tabellion.query.notary;

import dev.tabellion.collection.Gun;
import dev.tabellion.projection.coherence.Generation;
import dev.tabellion.projection.coherence.Generations;
import dev.tabellion.projection.coherence.Lease;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Answers for documents: from a copy as long as that may be served, else from the store. Never
 * serves a copy that a publication answered before the request has replaced, unless the store
 * cannot be asked, and then says so.
 */
final class DocumentAnswers {
    private static final Logger log = LoggerFactory.getLogger(DocumentAnswers.class);

    private final CopyShelf shelf;
    private final Generations generations;
    private final Lease lease;
    private final DocumentReader reader;
    private final Flights flights = new Flights();

    DocumentAnswers(CopyShelf shelf, Generations generations, Lease lease, DocumentReader reader) {
        this.shelf = shelf;
        this.generations = generations;
        this.lease = lease;
        this.reader = reader;
    }

    /** The hot path: one look-up, a clock, a flag. */
    @Nullable Copy fromCopy(String path) {
        Copy copy = shelf.find(path);
        return copy != null && copy.isFresh() && lease.isHeld() ? copy : null;
    }

    /** Null if the store does not answer and there is no copy to fall back on. */
    @Nullable Served answer(String path, Gun gun, Function<Generation, Copy> read) {
        Copy old = shelf.find(path);
        if (!mayAskStore(old)) {
            return stale(old);
        }
        try {
            return new Served(fromStore(path, gun, read, old), false);
        } catch (DataAccessException e) {
            log.atWarn().setCause(e).addKeyValue("gun", gun.value()).log("store-not-read");
            return stale(old);
        }
    }

    /** Who has no copy to fall back on waits a moment for a store that may just be coming back. */
    private boolean mayAskStore(@Nullable Copy old) {
        return lease.storeAnswers() || (old == null && lease.awaitStore());
    }

    private static @Nullable Served stale(@Nullable Copy old) {
        return old == null ? null : new Served(old, true);
    }

    private Copy fromStore(
            String path, Gun gun, Function<Generation, Copy> read, @Nullable Copy old) {
        if (!lease.isHeld()) {
            // nobody tells us of changes now: each request asks for itself
            return load(path, gun, read, old);
        }
        Copy shared = flights.share(path, () -> load(path, gun, read, old));
        // the flight may have taken off before a change that this request must see
        return shared.isFresh() ? shared : load(path, gun, read, old);
    }

    /** The generation first, then the store: in this order a change in between is noticed. */
    private Copy load(String path, Gun gun, Function<Generation, Copy> read, @Nullable Copy old) {
        Generation generation = generations.of(gun);
        if (old != null && stillLives(gun, old, generation)) {
            return old;
        }
        Copy copy = read.apply(generation);
        if (copy.answer() == DocumentReader.ABSENT) {
            shelf.putAbsence(path, copy);
        } else {
            shelf.putDocument(path, copy);
        }
        return copy;
    }

    /** A document named by digest or version stays what it is; only its collection can go. */
    private boolean stillLives(Gun gun, Copy old, Generation generation) {
        if (!old.isImmutable()) {
            return false;
        }
        if (!generation.knowsLife() || !lease.isHeld()) {
            reader.findLife(gun, generation);
        }
        return old.survivesInto(generation);
    }
}
